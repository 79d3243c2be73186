package dev.crmpulse.page;

import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import java.nio.file.Path;

/** Serves the page of a checkout before a ClickHouse that runs on this machine already, such as that of a demo. */
final class ServePage {
    private ServePage() {}

    /** Ports of the page and of ClickHouse. */
    public static void main(String[] ports) throws Exception {
        Path dashboards = Path.of(System.getProperty("crmpulse.root", "."), "dashboards");
        try (PageServer server = PageServer.start(
                Integer.parseInt(ports[0]), dashboards, ClickHouseEndpoint.localReader(Integer.parseInt(ports[1])))) {
            System.out.println(server.board("crm-sla-promises-en"));
            Thread.currentThread().join();
        }
    }
}
