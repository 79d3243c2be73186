package dev.crmpulse.embedded.clickhouse;

import java.time.Duration;
import java.util.List;

/**
 * Until when a server's process lives.
 *
 * @param arguments of {@link ClickHouseServerMain} that say so
 */
record ServerLife(List<String> arguments) {
    ServerLife {
        arguments = List.copyOf(arguments);
    }

    /** It ends with this process. */
    static ServerLife ofThisProcess() {
        return new ServerLife(
                List.of("--parent-pid", Long.toString(ProcessHandle.current().pid())));
    }

    /** It outlives this process, and ends when nobody has asked it anything for this long. */
    static ServerLife untilIdle(Duration idle) {
        return new ServerLife(List.of("--idle-seconds", Long.toString(Math.max(1, idle.toSeconds()))));
    }
}
