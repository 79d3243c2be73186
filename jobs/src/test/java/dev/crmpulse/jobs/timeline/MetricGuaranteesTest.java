package dev.crmpulse.jobs.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.engine.event.TestEvent;
import dev.crmpulse.engine.timeline.Timeline;
import dev.crmpulse.metrics.catalogue.Timelines;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** The guarantees, held against every timeline there is and one whose fold evaluates silence. */
class MetricGuaranteesTest {
    private static final Timeline WITH_DEADLINES = new Timeline("toy", List.of(new ReplyDueFold()));

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void anyOrderGivesTheSameFacts(@ForAll("timelines") Timeline timeline, @ForAll Random random) throws Exception {
        guarantees(timeline, Backend.HEAP).holdInAnyOrder(deliveries(random), random);
    }

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void repeatsGiveTheSameFacts(@ForAll("timelines") Timeline timeline, @ForAll Random random) throws Exception {
        guarantees(timeline, Backend.HEAP).holdWithRepeats(deliveries(random), random);
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void killsLoseAndDoubleNothing(@ForAll("timelines") Timeline timeline, @ForAll Random random) throws Exception {
        guarantees(timeline, Backend.HEAP).holdOverKills(deliveries(random), random);
    }

    @Property(tries = 12, shrinking = ShrinkingMode.OFF)
    void killsLoseAndDoubleNothingOnRocksDb(@ForAll("timelines") Timeline timeline, @ForAll Random random)
            throws Exception {
        guarantees(timeline, Backend.ROCKSDB).holdOverKills(deliveries(random), random);
    }

    @Example
    void theHistoriesGiveFactsOfEveryType() throws Exception {
        Random random = new Random(7);
        List<List<TestEvent>> histories =
                Stream.generate(() -> deliveries(random)).limit(60).toList();
        for (Timeline timeline : (Iterable<Timeline>) timelines().allValues().orElseThrow()::iterator) {
            // each by itself, for what one deletes would be missing from all
            Set<String> stated = new TreeSet<>();
            for (List<TestEvent> history : histories) {
                guarantees(timeline, Backend.HEAP).undisturbed(history).facts().values().stream()
                        .map(Row::table)
                        .forEach(stated::add);
            }

            assertThat(stated)
                    .containsExactlyInAnyOrderElementsOf(timeline.folds().stream()
                            .map(fold -> fold.factType().name())
                            .toList());
        }
    }

    @Provide
    Arbitrary<Timeline> timelines() {
        return Arbitraries.of(
                Stream.concat(Timelines.ALL.stream(), Stream.of(WITH_DEADLINES)).toList());
    }

    private static MetricGuarantees guarantees(Timeline timeline, Backend backend) {
        return new MetricGuarantees(timeline, backend, RandomHistory.START, RandomHistory.END);
    }

    private static List<TestEvent> deliveries(Random random) {
        return new RandomHistory(random).deliveries();
    }
}
