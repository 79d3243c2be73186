package dev.crmpulse.local.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.crmpulse.connectors.cloudevents.ContentHasher;
import dev.crmpulse.connectors.cloudevents.DeadLetter;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FlawTest {
    private static final Instant START = Instant.parse("2026-09-01T00:00:00Z");

    private static List<Observed> sample = List.of();
    private static Map<Flaw, List<Observed>> byFlaw = Map.of();

    @BeforeAll
    static void simulate() {
        sample = Observed.until(START.plus(Duration.ofDays(30)), settings());
        byFlaw = sample.stream()
                .collect(Collectors.groupingBy(
                        observed -> observed.sent().flaw(), () -> new EnumMap<>(Flaw.class), Collectors.toList()));
    }

    @AfterAll
    static void forget() {
        sample = List.of();
        byFlaw = Map.of();
    }

    @Test
    void everyFlawComesAsOftenAsAskedFor() {
        assertThat(sample).hasSizeGreaterThan(80_000);
        assertThat(share(Flaw.LATE)).isCloseTo(0.012, within(0.002));
        assertThat(share(Flaw.BACK_DATED)).isCloseTo(0.004, within(0.001));
        assertThat(share(Flaw.OVERTAKEN)).isCloseTo(0.010, within(0.002));
        assertThat(share(Flaw.REPEATED)).isCloseTo(0.008, within(0.002));
        assertThat(share(Flaw.TWIN)).isCloseTo(0.004, within(0.001));
        assertThat(share(Flaw.CORRECTED)).isCloseTo(0.006, within(0.002));
        assertThat(share(Flaw.UNKNOWN_TYPE)).isCloseTo(0.003, within(0.001));
        assertThat(share(Flaw.NO_TIME) + share(Flaw.BAD_TIME) + share(Flaw.CUT_OFF) + share(Flaw.UNKNOWN_TENANT))
                .isCloseTo(0.001, within(0.0005));
    }

    @Test
    void lateIsPublishedMinutesAfterItWasRecorded() {
        assertThat(byFlaw.get(Flaw.LATE)).allSatisfy(late -> {
            assertThat(Duration.between(late.sent().time(), late.sent().publishAt()))
                    .isGreaterThan(Duration.ofMinutes(2));
            assertThat(late.crm().recordedAtMillis() - late.crm().timeMillis()).isLessThan(3000);
        });
    }

    @Test
    void backDatedWasRecordedLaterThanItHappened() {
        assertThat(byFlaw.get(Flaw.BACK_DATED)).allSatisfy(entered -> {
            assertThat(entered.crm().recordedAtMillis() - entered.crm().timeMillis())
                    .isGreaterThan(Duration.ofMinutes(3).toMillis());
            assertThat(entered.crm().recordedAtMillis())
                    .isLessThanOrEqualTo(entered.sent().publishAt().toEpochMilli());
        });
    }

    @Test
    void someEventsArriveAfterWhatFollowedThem() {
        Map<String, Long> newest = new HashMap<>();
        int overtaken = 0;
        for (Observed observed : sample) {
            if (observed.isDeadLetter()) {
                continue;
            }
            String root = observed.event().tenant() + observed.event().rootSubject();
            long time = observed.crm().timeMillis();
            Long before = newest.merge(root, time, Math::max);
            if (before > time && observed.sent().flaw() == Flaw.OVERTAKEN) {
                overtaken++;
            }
        }
        assertThat(overtaken).isGreaterThan(100);
    }

    @Test
    void aRepetitionIsTheSameBytesAndATwinTheSameContentUnderAnotherId() {
        Map<String, Observed> first = firstOfEachName();
        ContentHasher contents = new ContentHasher();

        assertThat(byFlaw.get(Flaw.REPEATED)).allSatisfy(again -> {
            assertThat(again.sent().json())
                    .isEqualTo(first.get(again.name()).sent().json());
        });
        assertThat(byFlaw.get(Flaw.TWIN)).allSatisfy(twin -> {
            Observed original = first.get(twin.name().replace("-again", ""));
            assertThat(twin.crm().id()).isNotEqualTo(original.crm().id());
            assertThat(contents.hash(twin.event())).isEqualTo(contents.hash(original.event()));
        });
    }

    @Test
    void aCorrectionTellsTheSameEventAnewWithAnotherContent() {
        Map<String, Observed> first = firstOfEachName();

        assertThat(byFlaw.get(Flaw.CORRECTED)).allSatisfy(mended -> {
            Observed original = first.get(mended.name());
            assertThat(mended.crm().recordedAtMillis())
                    .isGreaterThan(original.crm().recordedAtMillis());
            assertThat(mended.crm().bytesHash()).isNotEqualTo(original.crm().bytesHash());
            assertThat(mended.crm().timeMillis()).isEqualTo(original.crm().timeMillis());
        });
    }

    @Test
    void unknownTypesAreTakenInAndReadByNobody() {
        assertThat(byFlaw.get(Flaw.UNKNOWN_TYPE))
                .extracting(observed -> observed.event().typeName())
                .containsOnly("crm.x.screen_shared", "crm.deal.mood_guessed");
    }

    @Test
    void brokenEventsAreRefusedForTheirReasonAndComeAgainWhole() {
        Map<Flaw, String> reasons = Map.of(
                Flaw.NO_TIME, "no time",
                Flaw.BAD_TIME, "bad time",
                Flaw.CUT_OFF, "not json",
                Flaw.UNKNOWN_TENANT, "unknown tenant");
        reasons.forEach((flaw, reason) -> {
            assertThat(byFlaw.get(flaw))
                    .extracting(broken -> ((DeadLetter) broken.delivery()).reason())
                    .containsOnly(reason);
        });
        Map<String, List<Observed>> byKey = sample.stream()
                .filter(observed -> !observed.isDeadLetter())
                .collect(Collectors.groupingBy(observed -> observed.sent().key()));
        assertThat(byFlaw.get(Flaw.NO_TIME)).allSatisfy(broken -> {
            assertThat(byKey.get(broken.sent().key()))
                    .anyMatch(whole -> whole.sent().time().equals(broken.sent().time()));
        });
    }

    @Test
    void withoutDirtNothingIsWrong() {
        SimulatedCrm crm = SimulatedCrm.of(settings().withDirt(DirtRates.none()));
        for (int event = 0; event < 20_000; event++) {
            assertThat(crm.next().flaw()).isEqualTo(Flaw.NONE);
        }
    }

    @Test
    void ratesOfDirtAreShares() {
        assertThatThrownBy(() -> new DirtRates(0.5, 0.5, 0.1, 0, 0, 0, 0, 0)).hasMessageContaining("1 or less");
        assertThatThrownBy(() -> new DirtRates(-0.1, 0, 0, 0, 0, 0, 0, 0)).hasMessageContaining("0 or more");
    }

    private static SimulationSettings settings() {
        return SimulationSettings.of(3, START, new Load(0.004, List.of()));
    }

    private static double share(Flaw flaw) {
        return byFlaw.get(flaw).size() / (double) sample.size();
    }

    /** The copy that tells an event first, which is neither a repetition nor a correction. */
    private static Map<String, Observed> firstOfEachName() {
        return sample.stream()
                .filter(observed -> !observed.isDeadLetter())
                .collect(Collectors.toMap(Observed::name, observed -> observed, (earlier, later) -> earlier));
    }
}
