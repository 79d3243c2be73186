package dev.crmpulse.embedded.clickhouse;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * Ends a server that belongs to nobody: when no statement has been answered for some time and no command uses the directory,
 * or when the directory no longer says that it is served by this process, as one that was deleted.
 */
final class IdleWatch implements Runnable {
    private static final Logger LOG = System.getLogger(IdleWatch.class.getName());
    private static final Duration POLL = Duration.ofMillis(250);

    private final ClickHouseServer server;
    private final Duration idle;
    private final Runnable leave;

    IdleWatch(ClickHouseServer server, Duration idle, Runnable leave) {
        this.server = server;
        this.idle = idle;
        this.leave = leave;
    }

    @Override
    public void run() {
        try {
            while (server.isAnnounced() && !(server.quiet().compareTo(idle) >= 0 && server.withdrawUnlessUsed())) {
                Thread.sleep(POLL.toMillis());
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The ClickHouse server cannot read its directory any more and ends", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        leave.run();
    }
}
