package dev.crmpulse.cli.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.crmpulse.cli.stack.ProjectFiles;
import dev.crmpulse.dashboards.Boards;
import dev.crmpulse.dashboards.Panel;
import dev.crmpulse.engine.fact.Column;
import dev.crmpulse.engine.timeline.Metric;
import dev.crmpulse.metrics.catalogue.MetricView;
import dev.crmpulse.metrics.catalogue.Metrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No metric of the product lacks one of its parts: fold or view, worked cases, truth, comments, documents, a panel. */
class EveryMetricTest {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Path SQL = ProjectFiles.root().resolve("sql/src/main/resources/crmpulse/sql");

    static Stream<String> ids() {
        return Stream.concat(IntStream.rangeClosed(1, 28).mapToObj(number -> "M" + number), Stream.of("M2b"));
    }

    @ParameterizedTest
    @MethodSource("ids")
    void aMetricHasAllItsParts(String id) throws IOException {
        Path file = ProjectFiles.root().resolve("metrics/src/main/catalogue/" + id + ".yaml");
        assertThat(file).isRegularFile();
        JsonNode entry = YAML.readTree(file.toFile());
        assertThat(entry.path("vectors")).as("worked cases").isNotEmpty();
        assertThat(Files.readString(ProjectFiles.root().resolve("docs/metrics.md")))
                .contains("\n## " + id + " ");

        Optional<Metric> metric = Metrics.named(id);
        List<String> names = new ArrayList<>();
        if (metric.isPresent()) {
            assertFactIsExplained(metric.get());
            names.addAll(namesOf(metric.get()));
        } else {
            String view = viewOf(id);
            assertThat(read(viewFile(view))).as("view %s", view).contains("COMMENT '");
            names.add(view);
        }
        assertThat(panels())
                .as("a panel that is of %s, or asks one of %s", id, names)
                .anyMatch(panel -> panel.description().en().matches("(?s).*\\([^)]*\\b" + id + "\\b.*")
                        || names.stream().anyMatch(name -> mentions(panel.sql(), name)));
    }

    private static List<Panel> panels() throws IOException {
        return Boards.read(ProjectFiles.root().resolve("dashboards")).boards().stream()
                .flatMap(board -> board.rows().stream())
                .flatMap(row -> row.panels().stream())
                .toList();
    }

    private static void assertFactIsExplained(Metric metric) {
        assertThat(metric.facts().comment()).isNotBlank();
        assertThat(metric.facts().columns()).extracting(Column::comment).allMatch(comment -> !comment.isBlank());
        if (metric.verification() == Metric.Verification.TRUTH_VIEW) {
            assertThat(directory(metric).resolve("truth.sql")).isRegularFile();
        }
    }

    /** Its facts, their windows, and the views that lie beside its truth. */
    private static List<String> namesOf(Metric metric) throws IOException {
        List<String> names =
                new ArrayList<>(List.of(metric.facts().name(), metric.facts().name() + "_window"));
        if (Files.isDirectory(directory(metric))) {
            try (Stream<Path> files = Files.list(directory(metric))) {
                files.map(file -> file.getFileName().toString().replace(".sql", ""))
                        .filter(name -> !name.equals("truth"))
                        .forEach(names::add);
            }
        }
        return names;
    }

    private static Path directory(Metric metric) {
        return SQL.resolve("metrics/" + metric.id().toLowerCase(Locale.ROOT) + '_'
                + metric.facts().name());
    }

    private static String viewOf(String id) {
        return Metrics.VIEWS.stream()
                .filter(view -> view.id().equals(id))
                .map(MetricView::view)
                .findFirst()
                .orElseThrow(() -> new AssertionError(id + " has neither a fold nor a view"));
    }

    private static Path viewFile(String view) throws IOException {
        try (Stream<Path> files = Files.walk(SQL)) {
            return files.filter(file -> file.getFileName().toString().equals(view + ".sql"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no file makes the view " + view));
        }
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file);
    }

    private static boolean mentions(String sql, String name) {
        return Pattern.compile("\\bcrm\\." + name + "\\b").matcher(sql).find();
    }
}
