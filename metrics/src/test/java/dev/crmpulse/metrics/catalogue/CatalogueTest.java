package dev.crmpulse.metrics.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.crmpulse.engine.event.DataMember;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.timeline.Fold;
import dev.crmpulse.engine.timeline.Metric;
import dev.crmpulse.engine.timeline.Timeline;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The catalogue is executable: its vectors are what the folds are held to. */
class CatalogueTest {
    @Test
    void everyFoldHasItsFileAndEveryFileItsFold() {
        List<String> folds = Metrics.ALL.stream()
                .map(metric -> metric.id() + " version " + metric.fold().version() + " states "
                        + metric.facts().name())
                .distinct()
                .toList();
        List<String> files = CatalogueEntry.all().stream()
                .filter(CatalogueEntry::hasFold)
                .map(entry -> entry.id() + " version " + entry.version() + " states " + entry.fact())
                .toList();

        assertThat(files).containsExactlyInAnyOrderElementsOf(folds).doesNotHaveDuplicates();
    }

    @Test
    void everyViewHasItsFileAndEveryFileItsView() {
        assertThat(CatalogueEntry.all().stream()
                        .filter(entry -> !entry.hasFold())
                        .map(entry -> new MetricView(
                                entry.id(), entry.view(), Objects.requireNonNullElse(entry.arguments(), ""))))
                .containsExactlyInAnyOrderElementsOf(Metrics.VIEWS);
    }

    @Test
    void everyMetricIsOnATimeline() {
        assertThat(Timelines.ALL.stream().flatMap(timeline -> timeline.folds().stream()))
                .containsExactlyInAnyOrderElementsOf(
                        Metrics.ALL.stream().<Fold<?, ?>>map(Metric::fold).toList());
    }

    @Test
    void aFileIsOfFactsOrOfAView() {
        assertThat(CatalogueEntry.all()).allSatisfy(entry -> assertThat(entry.fact() == null)
                .as("%s has no fact", entry.id())
                .isEqualTo(entry.view() != null));
    }

    @Test
    void namesOfVectorsAreUniqueWithinAFile() {
        assertThat(CatalogueEntry.all()).allSatisfy(entry -> assertThat(entry.vectors())
                .extracting(CatalogueEntry.Vector::name)
                .doesNotHaveDuplicates());
    }

    @Test
    void vectorsSayNothingThatNoEventOfTheContractHas() {
        assertThat(CatalogueEntry.all())
                .flatExtracting(CatalogueEntry::vectors)
                .flatExtracting(CatalogueEntry.Vector::deliveries)
                .allSatisfy(event -> {
                    assertThat(EventType.of(EventType.PREFIX + event.type()))
                            .as("type %s", event.type())
                            .isNotEqualTo(EventType.OTHER);
                    assertThat(event.data().keySet()).allSatisfy(member -> assertThat(DataMember.named(member))
                            .as("member %s", member)
                            .isNotNull());
                });
    }

    @TestFactory
    Stream<DynamicNode> vectors() {
        return CatalogueEntry.all().stream()
                .filter(CatalogueEntry::hasFold)
                .map(entry -> dynamicContainer(
                        entry.id() + " " + entry.title(),
                        entry.vectors().stream()
                                .map(vector ->
                                        dynamicTest(VectorCheck.nameOf(entry, vector), () -> check(entry, vector)))));
    }

    private static void check(CatalogueEntry entry, CatalogueEntry.Vector vector) {
        Metric metric = entry.metric(vector);
        Timeline timeline = Timelines.ALL.stream()
                .filter(candidate -> candidate.name().equals(metric.timeline()))
                .findFirst()
                .orElseThrow();
        VectorCheck.check(entry, vector, metric, timeline);
    }
}
