package dev.crmpulse.engine.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmpulse.engine.event.Bytes;
import dev.crmpulse.engine.event.Twins;
import dev.crmpulse.engine.fact.ColumnType;
import dev.crmpulse.engine.fact.Fact;
import dev.crmpulse.engine.fact.FactChange;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.policy.Policies;
import dev.crmpulse.engine.policy.PolicyHead;
import dev.crmpulse.engine.policy.ShippedRules;
import dev.crmpulse.engine.policy.TenantPolicy;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RollupTest {
    /** A visit that somebody paid. */
    private record Visit(String id, String owner, String room, long startedAt, Long endedAt) implements Fact {
        static final FactType<Visit> TYPE = FactType.<Visit>named("visit", 1, "A visit")
                .column("owner", ColumnType.TEXT, "Who", Visit::owner)
                .column("room", ColumnType.LABEL, "Where", Visit::room)
                .column("ended_at", ColumnType.NULLABLE_TIME, "Until when", Visit::endedAt)
                .duration("Stay", Visit::endedAt)
                .build();

        @Override
        public String tenant() {
            return "acme";
        }
    }

    private static final Rollup BY_ROOM = Rollup.of(Visit.TYPE).by("room");
    private static final Policies SHANGHAI = in("Asia/Shanghai");

    private final WindowDeltas deltas = new WindowDeltas(Map.of("visit", BY_ROOM));

    @Test
    void aFactCountsInTheHourOfAllAndItsOwnersLocalDayOfItsBeginAndOfItsEnd() {
        // 15:59 UTC is 23:59 of 2 March in Shanghai, 16:01 is 00:01 of 3 March; the day of 2 March begins 1 March 16:00
        // UTC
        deltas.add(change(null, visit("2026-03-02T15:59:00Z", "2026-03-02T16:01:00Z")), SHANGHAI);

        assertThat(drained().keySet())
                .containsExactlyInAnyOrder(
                        "visit/hour/started_at/2026-03-02T15:00:00Z//blue",
                        "visit/day/started_at/2026-03-01T16:00:00Z/ann/blue",
                        "visit/hour/ended_at/2026-03-02T16:00:00Z//blue",
                        "visit/day/ended_at/2026-03-02T16:00:00Z/ann/blue");
    }

    @Test
    void hoursAreThoseOfTheTenantsClocks() {
        // 10:10 UTC is 15:40 in Kolkata: the hour from 15:00 there began at 9:30 UTC
        deltas.add(change(null, visit("2026-03-02T10:10:00Z", null)), in("Asia/Kolkata"));

        assertThat(drained().keySet())
                .containsExactlyInAnyOrder(
                        "visit/hour/started_at/2026-03-02T09:30:00Z//blue",
                        "visit/day/started_at/2026-03-01T18:30:00Z/ann/blue");
    }

    @Test
    void daysBeginAtMidnightOnBothSidesOfAClockChange() {
        // Berlin puts the clock forward on 29 March 2026 at 2:00: midnight is 23:00 UTC before, 22:00 UTC after
        deltas.add(change(null, visit("2026-03-29T00:30:00Z", "2026-03-29T21:59:00Z")), in("Europe/Berlin"));
        assertThat(drained().keySet())
                .contains("visit/day/started_at/2026-03-28T23:00:00Z/ann/blue")
                .contains("visit/day/ended_at/2026-03-28T23:00:00Z/ann/blue");

        deltas.add(change(null, visit("2026-03-29T22:00:00Z", null)), in("Europe/Berlin"));
        assertThat(drained().keySet()).contains("visit/day/started_at/2026-03-29T22:00:00Z/ann/blue");
    }

    @Test
    void aDayWithoutMidnightBeginsWithItsFirstMoment() {
        // Santiago went from 0:00 to 1:00 on 6 September 2026: the day begins at 4:00 UTC
        deltas.add(change(null, visit("2026-09-06T12:00:00Z", null)), in("America/Santiago"));

        assertThat(drained().keySet()).contains("visit/day/started_at/2026-09-06T04:00:00Z/ann/blue");
    }

    @Test
    void slashesInNamesMakeNoTwoWindowsOne() {
        WindowKey one = keyOf("a", "b/c");
        WindowKey other = keyOf("a/b", "c");

        assertThat(one.id()).isNotEqualTo(other.id());
        assertThat(one.stateKey()).isNotEqualTo(other.stateKey());
        assertThat(keyOf("a%2Fb", "c").id()).isNotEqualTo(other.id());
    }

    @Test
    void allOwnersShareAnHour() {
        deltas.add(change(null, visit("2026-03-02T10:00:00Z", null)), Policies.NONE);
        deltas.add(change(null, new Visit("v2", "bob", "blue", at("2026-03-02T10:59:59Z"), null)), Policies.NONE);

        Map<String, Window> windows = drained();
        assertThat(values(windows.get("visit/hour/started_at/2026-03-02T10:00:00Z//blue")))
                .containsEntry("n", 2L);
        assertThat(values(windows.get("visit/day/started_at/2026-03-02T00:00:00Z/bob/blue")))
                .containsEntry("n", 1L);
    }

    @Test
    void whatIsOpenIsCountedByItsBeginAndHasNoDuration() {
        deltas.add(change(null, visit("2026-03-02T15:59:00Z", null)), Policies.NONE);

        Window hour = drained().get("visit/hour/started_at/2026-03-02T15:00:00Z//blue");
        assertThat(values(hour)).containsEntry("n", 1L).containsEntry("ended_n", 0L);
    }

    @Test
    void aDayOfAClockChangeHasTwentyThreeHours() {
        // Berlin, 29 March 2026: 00:00 is 23:00 UTC of the day before, the next midnight is 22:00 UTC
        WindowKey day = new WindowKey(
                "acme",
                "visit",
                Grain.DAY,
                ZoneId.of("Europe/Berlin"),
                Instant.parse("2026-03-28T23:00:00Z").toEpochMilli(),
                DatedBy.STARTED_AT,
                "",
                "",
                WindowSlice.ALL);

        assertThat(Instant.ofEpochMilli(day.endMillis())).isEqualTo("2026-03-29T22:00:00Z");
    }

    @Test
    void aCorrectionTakesAwayWhatWasAddedAndAddsWhatHolds() {
        Visit before = visit("2026-03-02T10:00:00Z", "2026-03-02T10:30:00Z");
        Visit after = visit("2026-03-02T10:00:00Z", "2026-03-02T10:20:00Z");
        deltas.add(change(null, before), Policies.NONE);
        Window published = drained().get("visit/hour/ended_at/2026-03-02T10:00:00Z//blue");

        deltas.add(change(before, after), Policies.NONE);
        published.add(drained().get("visit/hour/ended_at/2026-03-02T10:00:00Z//blue"));

        assertThat(values(published))
                .containsEntry("n", 1L)
                .containsEntry("ended_n", 1L)
                .containsEntry("sum_seconds", 1_200_000L)
                .containsEntry("sketch", Map.of(Sketch.binOf(1_200_000), 1L));
    }

    @Test
    void windowsOfADimensionStandBesideThoseOfAllWhereTheProfileNamesIt() {
        deltas.add(new FactChange(Visit.TYPE, null, of(Map.of("country", "F/R", "product", "X")), 1), BY_COUNTRY);
        deltas.add(change(null, new Visit("v2", "ann", "blue", at("2026-03-02T10:30:00Z"), null)), BY_COUNTRY);

        Map<String, Window> windows = drained();
        assertThat(windows.keySet())
                .containsExactlyInAnyOrder(
                        "visit/hour/started_at/2026-03-02T10:00:00Z//blue",
                        "visit/day/started_at/2026-03-02T00:00:00Z/ann/blue",
                        "visit;country=F%2FR/hour/started_at/2026-03-02T10:00:00Z//blue",
                        "visit;country=F%2FR/day/started_at/2026-03-02T00:00:00Z/ann/blue",
                        "visit;country=/hour/started_at/2026-03-02T10:00:00Z//blue",
                        "visit;country=/day/started_at/2026-03-02T00:00:00Z/ann/blue");
        assertThat(values(windows.get("visit/hour/started_at/2026-03-02T10:00:00Z//blue")))
                .containsEntry("n", 2L)
                .containsEntry("dimension", "")
                .containsEntry("value", "");
        assertThat(values(windows.get("visit;country=F%2FR/hour/started_at/2026-03-02T10:00:00Z//blue")))
                .containsEntry("n", 1L)
                .containsEntry("dimension", "country")
                .containsEntry("value", "F/R");
    }

    @Test
    void whatComesToHaveAnotherTextMovesFromWindowToWindow() {
        deltas.add(new FactChange(Visit.TYPE, of(Map.of("country", "FR")), of(Map.of("country", "DE")), 2), BY_COUNTRY);

        Map<String, Long> facts = new LinkedHashMap<>();
        drained().forEach((id, window) -> facts.put(id, window.size()));
        assertThat(facts)
                .isEqualTo(Map.of(
                        "visit;country=FR/hour/started_at/2026-03-02T10:00:00Z//blue", -1L,
                        "visit;country=FR/day/started_at/2026-03-02T00:00:00Z/ann/blue", -1L,
                        "visit;country=DE/hour/started_at/2026-03-02T10:00:00Z//blue", 1L,
                        "visit;country=DE/day/started_at/2026-03-02T00:00:00Z/ann/blue", 1L));
    }

    @Test
    void aWindowOfAllIsWrittenInNoByteMoreThanOneOfADimensionTakes() throws IOException {
        WindowKey all = keyOf("ann", "blue");
        WindowKey ofFrance = new WindowKey(
                "acme",
                "visit",
                Grain.DAY,
                ZoneId.of("UTC"),
                0,
                DatedBy.STARTED_AT,
                "ann",
                "blue",
                new WindowSlice("country", "FR"));

        String written = Bytes.of(ofFrance::write).hex();
        assertThat(WindowKey.BLANK.read(Bytes.of(ofFrance::write).in())).isEqualTo(ofFrance);
        // the two texts, each with a byte for its length
        assertThat(Bytes.of(all::write).hex()).hasSize(written.length() - 2 * "_country_FR".length());
    }

    @Test
    void whatCancelsOutWithinABatchIsNotPublished() {
        Visit visit = visit("2026-03-02T10:00:00Z", "2026-03-02T10:30:00Z");
        deltas.add(change(null, visit), Policies.NONE);
        deltas.add(change(visit, null), Policies.NONE);

        assertThat(drained()).isEmpty();
    }

    @Test
    void whatGoesOnInACohortThatHasEndedIsOneChangeOfTheBatchAndNoCorrection() {
        long horizon = at("2026-03-04T00:00:00Z");
        List<WindowDelta> handed = new ArrayList<>();
        for (String id : List.of("v1", "v2")) {
            Visit open = new Visit(id, "ann", "blue", at("2026-03-02T10:00:00Z"), null);
            Visit over = new Visit(id, "ann", "blue", at("2026-03-02T10:00:00Z"), at("2026-03-02T10:30:00Z"));
            deltas.because(Cause.merge("lead/" + id), horizon);
            deltas.add(change(open, over), Policies.NONE);
        }
        deltas.drain(handed::add);

        // the windows of their begin are changed once for both, those of their end are corrected by each
        assertThat(handed)
                .filteredOn(delta -> delta.key().datedBy() == DatedBy.STARTED_AT)
                .hasSize(2)
                .allSatisfy(delta -> {
                    assertThat(delta.cause()).isEqualTo(Cause.UNKNOWN);
                    assertThat(delta.fact()).isEmpty();
                    assertThat(values(delta.sums())).containsEntry("n", 0L).containsEntry("ended_n", 2L);
                });
        assertThat(handed)
                .filteredOn(delta -> delta.key().datedBy() == DatedBy.ENDED_AT)
                .extracting(WindowDelta::fact)
                .containsExactlyInAnyOrder("visit v1", "visit v1", "visit v2", "visit v2");
    }

    @Test
    void aChangeThatNoWindowShowsIsNotPublished() {
        Visit visit = visit("2026-03-02T10:00:00Z", null);
        deltas.add(change(visit, visit), Policies.NONE);

        assertThat(drained()).isEmpty();
    }

    @Test
    void factsOfOtherFamiliesAreLeftAlone() {
        new WindowDeltas(Map.of()).drain(delta -> {
            throw new AssertionError(delta);
        });
        WindowDeltas none = new WindowDeltas(Map.of());
        none.add(change(null, visit("2026-03-02T10:00:00Z", null)), Policies.NONE);
        none.drain(delta -> {
            throw new AssertionError(delta);
        });
    }

    @Test
    void aColumnThatTheFactsLackIsAFaultOfWhoeverNamesIt() {
        assertThatThrownBy(() -> BY_ROOM.counting("colour"))
                .hasMessageContaining("fact visit has no column colour")
                .hasMessageContaining("room");
    }

    @Test
    void aDeltaIsReadAgainAsItWasWritten() throws IOException {
        // the day of Shanghai ends at 16:00: the visit began in a window that is closed, and ended in one that is open
        Cause late = Cause.merge("lead/L1");
        deltas.because(late, Instant.parse("2026-03-02T16:00:00Z").toEpochMilli());
        deltas.add(change(null, visit("2026-03-02T15:59:00Z", "2026-03-02T16:01:00Z")), SHANGHAI);
        deltas.drain(delta -> {
            boolean isClosed = delta.key().datedBy() == DatedBy.STARTED_AT;
            try {
                WindowDelta again = WindowDelta.NONE.read(Bytes.of(delta::write).in());
                assertThat(again.key()).isEqualTo(delta.key());
                assertThat(again.fact()).isEqualTo(isClosed ? "visit v1" : "");
                assertThat(again.cause()).isEqualTo(isClosed ? late : Cause.UNKNOWN);
                assertThat(values(again.sums())).isEqualTo(values(delta.sums()));
            } catch (IOException impossible) {
                throw new AssertionError(impossible);
            }
        });
    }

    private static WindowKey keyOf(String owner, String label) {
        return new WindowKey(
                "acme", "visit", Grain.DAY, ZoneId.of("UTC"), 0, DatedBy.STARTED_AT, owner, label, WindowSlice.ALL);
    }

    private static Policies in(String zone) {
        return Policies.of(List.of(new TenantPolicy(
                new PolicyHead("acme", TenantPolicy.ID, 1, Long.MIN_VALUE), ZoneId.of(zone), "", "", 1)));
    }

    private static final Policies BY_COUNTRY = Policies.of(List.of(new TenantPolicy(
            new PolicyHead("acme", TenantPolicy.ID, 1, Long.MIN_VALUE),
            ZoneId.of("UTC"),
            "",
            "",
            1,
            ShippedRules.ALL,
            Twins.NONE,
            List.of("country"))));

    private static Object[] of(Map<String, String> dimensions) {
        Object[] row = row(visit("2026-03-02T10:00:00Z", null));
        row[row.length - 1] = dimensions;
        return row;
    }

    private static Visit visit(String startedAt, String endedAt) {
        return new Visit("v1", "ann", "blue", at(startedAt), endedAt == null ? null : (Long) at(endedAt));
    }

    private static long at(String time) {
        return Instant.parse(time).toEpochMilli();
    }

    private static FactChange change(Visit before, Visit after) {
        return new FactChange(Visit.TYPE, row(before), row(after), 1);
    }

    private static Object[] row(Visit visit) {
        return visit == null ? null : Visit.TYPE.row(visit);
    }

    private Map<String, Window> drained() {
        Map<String, Window> windows = new LinkedHashMap<>();
        deltas.drain(delta -> windows.put(delta.key().id(), delta.sums()));
        return windows;
    }

    private static Map<String, Object> values(Window window) {
        Map<String, Object> values = new LinkedHashMap<>();
        Object[] row = Window.TYPE.row(window);
        for (int i = 0; i < row.length; i++) {
            values.put(Window.TYPE.columns().get(i).name(), row[i]);
        }
        return values;
    }
}
