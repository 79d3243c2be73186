package dev.crmpulse.metrics.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmpulse.metrics.catalogue.Timelines;
import dev.crmpulse.metrics.event.Bytes;
import dev.crmpulse.metrics.event.CrmEvent;
import dev.crmpulse.metrics.event.Root;
import dev.crmpulse.metrics.event.TestEvent;
import dev.crmpulse.metrics.pipeline.SalesCycleFold;
import dev.crmpulse.metrics.pipeline.StageDwellFold;
import dev.crmpulse.metrics.policy.Policies;
import dev.crmpulse.metrics.response.FirstResponseFold;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeadTest {
    private static final Timeline PROMISES = new Timeline("promises", List.of(new PromiseFold()));
    private static final Timeline NOTHING = new Timeline("promises", List.of());
    private static final Root LEAD = new Root("t", "lead/L1");

    /**
     * Schema 1. A changed line means that state written by the last release is read wrongly: raise the schema number
     * and keep reading this form.
     */
    private static final String PROMISES_WITH_SCHEMA_1 =
            "01010000019cae6b660000280363726d0265330300017fffffffffffffff010000019cadfd8900010000019cae3d"
                    + "9f4000000003002ec64e002ec64f002ec6500103544f59011f020000019cadc6"
                    + "9a800862726561636865640000019cae06b0c0046b657074";

    /** The frame, then each fold on lines of its own. */
    private static final String ENGAGEMENT_WITH_SCHEMA_1 =
            "01010000019cae347780003c0363726d0265350500017fffffffffffffff000000000005002ec651002ec652002e"
                    + "c64e002ec64f002ec65009"
                    + "024d31014902057265702d31057265702d32024431024331057265702d310000010000019cadc69a80010000"
                    + "019cadc69a80010000019cadcfc2400100000000000927c0010000019cadc784e000"
                    + "024d32011c02057265702d31057265702d320102443101057265702d3302433100"
                    + "034d3262013502057265702d31057265702d320102443101057265702d33024331010000019cadcfc2400000"
                    + "057265702d31057265702d32010000"
                    + "024d330134024431024331057265702d31000100000001057265702d31000000019cadc69a80010000019cad"
                    + "c69a8001c0cf24057265702d32"
                    + "024d34016702057265702d31057265702d3201024431024c310001057265702d330444656d6f010001000001"
                    + "9cadfd8900057265702d31010444656d6f010444656d6f057265702d31000000019cadfd8900010000019cae"
                    + "347780057265702d33044c4f5354057072696365"
                    + "024d35015302057265702d31057265702d3201024431024c310001057265702d330444656d6f010444656d6f"
                    + "010500000000034555520205707269636500010000019cadfd89000000019cadfd8900010000019cae347780"
                    + "034d3237012502057265702d31057265702d320102443102433100000001024431000101057265702d3300"
                    + "024d39010104"
                    + "024d36012702057265702d31057265702d320102443102433100000001024431000101057265702d33000100";

    /** The folds of a release that knew no more, and the same head as it wrote it. */
    private static final Timeline THREE_FOLDS =
            new Timeline("engagement", List.of(new FirstResponseFold(), new StageDwellFold(), new SalesCycleFold()));

    private static final String THREE_FOLDS_WITH_SCHEMA_1 =
            "01010000019cae347780003c0363726d0265350500017fffffffffffffff000000000005002ec651002ec652002e"
                    + "c64e002ec64f002ec65003"
                    + "024d31014902057265702d31057265702d32024431024331057265702d310000010000019cadc69a80010000"
                    + "019cadc69a80010000019cadcfc2400100000000000927c0010000019cadc784e000"
                    + "024d34016702057265702d31057265702d3201024431024c310001057265702d330444656d6f010001000001"
                    + "9cadfd8900057265702d31010444656d6f010444656d6f057265702d31000000019cadfd8900010000019cae"
                    + "347780057265702d33044c4f5354057072696365"
                    + "024d35015302057265702d31057265702d3201024431024c310001057265702d330444656d6f010444656d6f"
                    + "010500000000034555520205707269636500010000019cadfd89000000019cadfd8900010000019cae347780";

    private static final String SEAL = "00000000000000010000000000000002ffffffffffffffff";

    @Test
    void theWrittenFormIsTheOneOfItsSchema() throws IOException {
        assertThat(Head.SCHEMA).isEqualTo(1);
        assertThat(Bytes.of(out -> PROMISES.write(overrunHead(), out)).hex()).isEqualTo(PROMISES_WITH_SCHEMA_1);
        assertThat(Bytes.of(out -> Timelines.ENGAGEMENT.write(engagementHead(), out))
                        .hex())
                .isEqualTo(ENGAGEMENT_WITH_SCHEMA_1);
    }

    @Test
    void stateOfTheLastReleaseIsReadAndWrittenAgain() throws IOException {
        Head promises = PROMISES.read(new Bytes(PROMISES_WITH_SCHEMA_1).in());
        Head engagement = Timelines.ENGAGEMENT.read(new Bytes(ENGAGEMENT_WITH_SCHEMA_1).in());

        assertThat(Bytes.of(out -> PROMISES.write(promises, out)).hex()).isEqualTo(PROMISES_WITH_SCHEMA_1);
        assertThat(Bytes.of(out -> Timelines.ENGAGEMENT.write(engagement, out)).hex())
                .isEqualTo(ENGAGEMENT_WITH_SCHEMA_1);
    }

    @Test
    void stateOfAReleaseWithFewerFoldsIsReadAndTheOthersHaveSeenNothing() throws IOException {
        Head head = Timelines.ENGAGEMENT.read(new Bytes(THREE_FOLDS_WITH_SCHEMA_1).in());
        Head again = THREE_FOLDS.read(
                Bytes.of(out -> Timelines.ENGAGEMENT.write(head, out)).in());

        assertThat(head.states)
                .filteredOn(state -> state != null)
                .as("M1, M4, M5")
                .hasSize(3);
        assertThat(head.states).hasSameSizeAs(Timelines.ENGAGEMENT.folds());
        assertThat(Bytes.of(out -> THREE_FOLDS.write(again, out)).hex()).isEqualTo(THREE_FOLDS_WITH_SCHEMA_1);
    }

    @Test
    void everythingThatDecidesIsReadAgain() throws IOException {
        Head written = overrunHead();
        written.timerSet(77);
        Head head = PROMISES.read(Bytes.of(out -> PROMISES.write(written, out)).in());

        assertThat(head.last).isEqualTo(written.last);
        assertThat(head.lastMillis())
                .isEqualTo(Instant.parse("2026-03-02T12:00:00Z").toEpochMilli());
        assertThat(head.accepted).isEqualTo(3);
        assertThat(head.revision).isEqualTo(1);
        assertThat(head.timerAtMillis()).isEqualTo(77);
        assertThat(head.passedMillis)
                .as("10:00, an hour after the message of 9:00")
                .isEqualTo(Instant.parse("2026-03-02T10:00:00Z").toEpochMilli());
        assertThat(head.overrunMillis)
                .as("11:10, an hour after the message of 10:10, before the answer of 12:00")
                .isEqualTo(Instant.parse("2026-03-02T11:10:00Z").toEpochMilli());
        assertThat(head.seal()).isEqualTo(new Seal(written.lastMillis(), 3, 1));
    }

    @Test
    void theHeadOfARootNothingIsKnownOfIsReadAgain() throws IOException {
        Head head = PROMISES.read(
                Bytes.of(out -> PROMISES.write(PROMISES.newHead(), out)).in());

        assertThat(head.last).isNull();
        assertThat(head.lastMillis()).isEqualTo(Long.MIN_VALUE);
        assertThat(head.timerAtMillis()).isEqualTo(Head.NO_TIMER);
        assertThat(head.passedMillis).isEqualTo(Long.MIN_VALUE);
        assertThat(head.overrunMillis).isEqualTo(Fold.NEVER);
        assertThat(head.states).containsExactly((Object) null);
        assertThat(PROMISES.newHead().timerAtMillis()).isEqualTo(Head.NO_TIMER);
    }

    @Test
    void aFoldThatIsNoMoreLeavesNothing() throws IOException {
        Head head =
                NOTHING.read(Bytes.of(out -> PROMISES.write(overrunHead(), out)).in());

        assertThat(head.states).isEmpty();
        assertThat(head.accepted).isEqualTo(3);
    }

    @Test
    void aFoldThatIsNewHasSeenNothingAndOneOfAnotherVersionBeginsAnew() throws IOException {
        Bytes withoutFold = Bytes.of(out -> NOTHING.write(NOTHING.newHead(), out));
        assertThat(PROMISES.read(withoutFold.in()).states).containsExactly((Object) null);

        String olderVersion =
                Bytes.of(out -> PROMISES.write(overrunHead(), out)).hex().replace("03544f5901", "03544f5902");
        assertThat(PROMISES.read(new Bytes(olderVersion).in()).states).containsExactly((Object) null);
    }

    @Test
    void anUnknownSchemaIsRefused() {
        assertThatThrownBy(() -> PROMISES.read(new Bytes("02").in()))
                .isInstanceOf(IOException.class)
                .hasMessage("head schema 2 is unknown here, this release reads up to 1");
    }

    @Test
    void aSealIsWrittenInThreeNumbers() throws IOException {
        Seal seal = new Seal(1, 2, -1);

        assertThat(Bytes.of(seal::write).hex()).isEqualTo(SEAL);
        assertThat(Seal.read(new Bytes(SEAL).in())).isEqualTo(seal);
    }

    /** Asked at 9:00 and silent until the horizon, 10:05; asked at 10:10, answered at 12:00, which it knows of early. */
    private static Head overrunHead() {
        Head head = PROMISES.newHead();
        new TimelineProcessor(PROMISES, Policies.NONE)
                .process(
                        LEAD,
                        head,
                        events(
                                TestEvent.of("e1", "2026-03-02T09:00:00Z", "message.received", "lead/L1"),
                                TestEvent.of("e2", "2026-03-02T10:10:00Z", "message.received", "lead/L1"),
                                TestEvent.of("e3", "2026-03-02T12:00:00Z", "message.sent", "lead/L1")),
                        Instant.parse("2026-03-02T10:05:00Z").toEpochMilli(),
                        List::of);
        return head;
    }

    private static Head engagementHead() {
        Head head = Timelines.ENGAGEMENT.newHead();
        Map<String, Object> deal = Map.of("lead_id", "L1", "stage", "Demo", "amount", 5, "currency", "EUR");
        new TimelineProcessor(Timelines.ENGAGEMENT, Policies.NONE)
                .process(
                        LEAD,
                        head,
                        events(
                                TestEvent.of("e1", "2026-03-02T09:00:00Z", "lead.created", "lead/L1")
                                        .saying(Map.of("owner", "rep-1", "customer_id", "C1")),
                                TestEvent.of("e2", "2026-03-02T09:01:00Z", "message.sent", "lead/L1")
                                        .by("bot-1", "bot"),
                                TestEvent.of("e3", "2026-03-02T09:10:00Z", "message.sent", "lead/L1")
                                        .by("rep-2", "human"),
                                TestEvent.of("e4", "2026-03-02T10:00:00Z", "deal.created", "deal/D1")
                                        .saying(deal),
                                TestEvent.of("e5", "2026-03-02T11:00:00Z", "deal.lost", "deal/D1")
                                        .saying(Map.of("lead_id", "L1", "reason", "price", "owner", "rep-3"))),
                        Long.MIN_VALUE,
                        List::of);
        return head;
    }

    private static List<CrmEvent> events(TestEvent... deliveries) {
        List<CrmEvent> events = new ArrayList<>();
        for (TestEvent event : deliveries) {
            events.add(event.event());
        }
        return events;
    }
}
