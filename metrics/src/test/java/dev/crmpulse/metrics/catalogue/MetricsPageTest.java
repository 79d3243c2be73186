package dev.crmpulse.metrics.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class MetricsPageTest {
    @Test
    void thePageShowsWhatTheCatalogueStates() throws IOException {
        assertThat(Files.readString(MetricsPage.file()))
                .as("docs/metrics.md is out of date; regenerate it with: %s", MetricsPage.REGENERATE)
                .isEqualTo(MetricsPage.text(CatalogueEntry.all()));
    }
}
