package dev.crmpulse.simulator.crm;

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

class DefectTest {
    private static final Instant START = Instant.parse("2026-09-01T00:00:00Z");

    private static List<Observed> sample = List.of();
    private static Map<Defect, List<Observed>> byDefect = Map.of();

    @BeforeAll
    static void simulate() {
        sample = Observed.until(START.plus(Duration.ofDays(30)), settings());
        byDefect = sample.stream()
                .collect(Collectors.groupingBy(
                        observed -> observed.sent().defect(), () -> new EnumMap<>(Defect.class), Collectors.toList()));
    }

    @AfterAll
    static void forget() {
        sample = List.of();
        byDefect = Map.of();
    }

    @Test
    void everyDefectComesAsOftenAsAskedFor() {
        assertThat(sample).hasSizeGreaterThan(80_000);
        assertThat(share(Defect.LATE)).isCloseTo(0.012, within(0.002));
        assertThat(share(Defect.BACK_DATED)).isCloseTo(0.004, within(0.001));
        assertThat(share(Defect.OVERTAKEN)).isCloseTo(0.010, within(0.002));
        assertThat(share(Defect.REPEATED)).isCloseTo(0.008, within(0.002));
        assertThat(share(Defect.TWIN)).isCloseTo(0.004, within(0.001));
        assertThat(share(Defect.CORRECTED)).isCloseTo(0.006, within(0.002));
        assertThat(share(Defect.UNKNOWN_TYPE)).isCloseTo(0.003, within(0.001));
        assertThat(share(Defect.NO_TIME)
                        + share(Defect.BAD_TIME)
                        + share(Defect.CUT_OFF)
                        + share(Defect.UNKNOWN_TENANT))
                .isCloseTo(0.001, within(0.0005));
    }

    @Test
    void lateIsPublishedMinutesAfterItWasRecorded() {
        assertThat(byDefect.get(Defect.LATE)).allSatisfy(late -> {
            assertThat(Duration.between(late.sent().time(), late.sent().publishAt()))
                    .isGreaterThan(Duration.ofMinutes(2));
            assertThat(late.crm().recordedAtMillis() - late.crm().timeMillis()).isLessThan(3000);
        });
    }

    @Test
    void backDatedWasRecordedLaterThanItHappened() {
        assertThat(byDefect.get(Defect.BACK_DATED)).allSatisfy(entered -> {
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
            String root = observed.event().key().text();
            long time = observed.crm().timeMillis();
            Long before = newest.merge(root, time, Math::max);
            if (before > time && observed.sent().defect() == Defect.OVERTAKEN) {
                overtaken++;
            }
        }
        assertThat(overtaken).isGreaterThan(100);
    }

    @Test
    void aRepetitionIsTheSameBytesAndATwinTheSameContentUnderAnotherId() {
        Map<String, Observed> first = firstOfEachName();
        ContentHasher contents = new ContentHasher();

        assertThat(byDefect.get(Defect.REPEATED)).allSatisfy(again -> {
            assertThat(again.sent().json())
                    .isEqualTo(first.get(again.name()).sent().json());
        });
        assertThat(byDefect.get(Defect.TWIN)).allSatisfy(twin -> {
            Observed original = first.get(twin.name().replace("-again", ""));
            assertThat(twin.crm().id()).isNotEqualTo(original.crm().id());
            assertThat(contents.hash(twin.event())).isEqualTo(contents.hash(original.event()));
        });
    }

    @Test
    void aCorrectionSendsTheSameEventAgainWithAnotherContent() {
        Map<String, Observed> first = firstOfEachName();

        assertThat(byDefect.get(Defect.CORRECTED)).allSatisfy(mended -> {
            Observed original = first.get(mended.name());
            assertThat(mended.crm().recordedAtMillis())
                    .isGreaterThan(original.crm().recordedAtMillis());
            assertThat(mended.crm().bytesHash()).isNotEqualTo(original.crm().bytesHash());
            assertThat(mended.crm().timeMillis()).isEqualTo(original.crm().timeMillis());
        });
    }

    @Test
    void unknownTypesAreTakenInAndReadByNobody() {
        assertThat(byDefect.get(Defect.UNKNOWN_TYPE))
                .extracting(observed -> observed.event().typeName())
                .containsOnly("crm.x.screen_shared", "crm.deal.mood_guessed");
    }

    @Test
    void brokenEventsAreRefusedForTheirReasonAndComeAgainWhole() {
        Map<Defect, String> reasons = Map.of(
                Defect.NO_TIME, "no time",
                Defect.BAD_TIME, "bad time",
                Defect.CUT_OFF, "not json",
                Defect.UNKNOWN_TENANT, "unknown tenant");
        reasons.forEach((defect, reason) -> {
            assertThat(byDefect.get(defect))
                    .extracting(broken -> ((DeadLetter) broken.parsed()).reason())
                    .containsOnly(reason);
        });
        Map<String, List<Observed>> byKey = sample.stream()
                .filter(observed -> !observed.isDeadLetter())
                .collect(Collectors.groupingBy(observed -> observed.sent().key()));
        assertThat(byDefect.get(Defect.NO_TIME)).allSatisfy(broken -> {
            assertThat(byKey.get(broken.sent().key()))
                    .anyMatch(whole -> whole.sent().time().equals(broken.sent().time()));
        });
    }

    @Test
    void withoutDefectsNothingIsWrong() {
        SimulatedCrm crm = SimulatedCrm.of(settings().withDefects(DefectRates.none()));
        for (int event = 0; event < 20_000; event++) {
            assertThat(crm.next().defect()).isEqualTo(Defect.NONE);
        }
    }

    @Test
    void ratesOfDefectsAreShares() {
        assertThatThrownBy(() -> new DefectRates(0.5, 0.5, 0.1, 0, 0, 0, 0, 0)).hasMessageContaining("1 or less");
        assertThatThrownBy(() -> new DefectRates(-0.1, 0, 0, 0, 0, 0, 0, 0)).hasMessageContaining("0 or more");
    }

    private static SimulationSettings settings() {
        return SimulationSettings.of(3, START, new Load(0.004, List.of()));
    }

    private static double share(Defect defect) {
        return byDefect.get(defect).size() / (double) sample.size();
    }

    /** The copy that is sent first, which is neither a repetition nor a correction. */
    private static Map<String, Observed> firstOfEachName() {
        return sample.stream()
                .filter(observed -> !observed.isDeadLetter())
                .collect(Collectors.toMap(Observed::name, observed -> observed, (earlier, later) -> earlier));
    }
}
