package dev.crmpulse.jobs.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.engine.event.TestEvent;
import dev.crmpulse.engine.timeline.TicketTimeline;
import dev.crmpulse.engine.timeline.Timeline;
import dev.crmpulse.metrics.catalogue.Timelines;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** The guarantees, held against every timeline there is, one whose events are counted elsewhere and one whose fold evaluates silence. */
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
        List<TestEvent> deliveries = Stream.generate(() -> deliveries(random))
                .limit(10)
                .flatMap(List::stream)
                .toList();
        for (Timeline timeline : (Iterable<Timeline>) timelines().allValues().orElseThrow()::iterator) {
            List<String> stated = guarantees(timeline, Backend.HEAP).undisturbed(deliveries).facts().values().stream()
                    .map(Row::table)
                    .distinct()
                    .toList();

            assertThat(stated)
                    .containsExactlyInAnyOrderElementsOf(timeline.folds().stream()
                            .map(fold -> fold.factType().name())
                            .toList());
        }
    }

    @Provide
    Arbitrary<Timeline> timelines() {
        return Arbitraries.of(Stream.concat(Timelines.ALL.stream(), Stream.of(TicketTimeline.TIMELINE, WITH_DEADLINES))
                .toList());
    }

    private static MetricGuarantees guarantees(Timeline timeline, Backend backend) {
        return new MetricGuarantees(timeline, backend, RandomHistory.START, RandomHistory.END);
    }

    private static List<TestEvent> deliveries(Random random) {
        return new RandomHistory(random).deliveries();
    }
}
