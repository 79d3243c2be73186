package dev.crmpulse.embedded.clickhouse;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Arguments of the server's process.
 *
 * @param port 0 for any free one
 * @param parentPid the process to end with
 * @param idle it ends when nobody has asked it anything for this long
 */
record ServerOptions(Path dataDirectory, int port, OptionalLong parentPid, Optional<Duration> idle) {
    private static final Set<String> NAMES = Set.of("--data-dir", "--port", "--parent-pid", "--idle-seconds");
    private static final int MAX_PORT = 65_535;

    /** @throws IllegalArgumentException with one line for the user */
    static ServerOptions parse(String... arguments) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (!NAMES.contains(arguments[i])) {
                throw new IllegalArgumentException("Unknown argument " + arguments[i]
                        + ": use --data-dir D [--port P] [--parent-pid N] [--idle-seconds N].");
            }
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException("Argument " + arguments[i] + " needs a value.");
            }
            values.put(arguments[i], arguments[i + 1]);
        }
        if (!values.containsKey("--data-dir")) {
            throw new IllegalArgumentException("Argument --data-dir is missing: name the directory to serve.");
        }
        return new ServerOptions(
                Path.of(values.get("--data-dir")),
                (int) number("--port", values.getOrDefault("--port", "0"), MAX_PORT),
                values.containsKey("--parent-pid")
                        ? OptionalLong.of(number("--parent-pid", values.get("--parent-pid"), Integer.MAX_VALUE))
                        : OptionalLong.empty(),
                Optional.ofNullable(values.get("--idle-seconds"))
                        .map(seconds -> Duration.ofSeconds(number("--idle-seconds", seconds, Integer.MAX_VALUE))));
    }

    private static long number(String name, String value, long largest) {
        if (!value.matches("\\d{1,10}") || Long.parseLong(value) > largest) {
            throw new IllegalArgumentException(
                    "Argument " + name + " must be a number from 0 to " + largest + ", not " + value + ".");
        }
        return Long.parseLong(value);
    }
}
