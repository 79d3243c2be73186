package dev.crmpulse.metrics.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsPageTest {
    @Test
    void thePageShowsWhatTheCatalogueStates() throws IOException {
        assertThat(Files.readString(MetricsPage.file()))
                .as("docs/metrics.md is out of date; regenerate it with: %s", MetricsPage.REGENERATE)
                .isEqualTo(MetricsPage.text(CatalogueEntry.all()));
    }

    @Test
    void theReadmeHasARowOfEveryMetricWithItsView() throws IOException {
        List<String> rows = Files.readAllLines(ProjectFiles.at("README.md")).stream()
                .filter(line -> line.matches("\\| M[0-9].*"))
                .toList();
        assertThat(CatalogueEntry.all())
                .filteredOn(entry -> entry.id().startsWith("M"))
                .allSatisfy(entry -> assertThat(rows)
                        .anyMatch(row -> row.matches("\\| ([^|]*, )?" + entry.id() + "(,[^|]*)? \\|.*")
                                && row.contains("`crm." + entry.table() + "`")));
    }
}
