package dev.crmpulse.embedded.clickhouse;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process that starts a server and then waits to be killed. */
final class ParentOfClickHouse {
    private ParentOfClickHouse() {}

    public static void main(String[] arguments) throws InterruptedException {
        ClickHouseProcess.start(Path.of(arguments[0]));
        new CountDownLatch(1).await();
    }
}
