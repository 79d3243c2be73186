package dev.crmpulse.metrics;

import dev.crmpulse.metrics.catalogue.MetricsPage;
import dev.crmpulse.metrics.contract.EventSchemas;
import dev.crmpulse.metrics.contract.EventsPage;
import java.io.IOException;

/** Writes the documents that follow from the catalogue and the contract; tests compare them. */
public final class GeneratedDocuments {
    private GeneratedDocuments() {}

    public static void main(String[] args) throws IOException {
        MetricsPage.write();
        EventsPage.write();
        EventSchemas.write();
    }
}
