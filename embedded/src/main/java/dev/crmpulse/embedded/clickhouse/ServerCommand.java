package dev.crmpulse.embedded.clickhouse;

import com.clickhouse.data.ClickHouseCityHash;
import com.sun.jna.Native;
import dev.crmpulse.embedded.clickhouse.engine.EngineLibrary;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jpountz.lz4.LZ4Factory;

/** Starts the server's process with the same Java and just the jars it needs. */
final class ServerCommand {
    /** A Ctrl-C in the terminal reaches the whole process group; the server must outlive the jobs that write to it. */
    private static final List<String> WITHOUT_INTERRUPT = List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "sh");

    private ServerCommand() {}

    static Process run(ServerDirectory directory, int port, ServerLife life) throws IOException {
        List<String> command = new ArrayList<>(WITHOUT_INTERRUPT);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:ErrorFile=" + directory.log().resolveSibling("clickhouse-crash-%p.log")));
        command.add("-D" + EngineLibrary.OVERRIDE + "=" + EngineLibrary.locate());
        command.addAll(List.of("-cp", classPath(), ClickHouseServerMain.class.getName()));
        command.addAll(List.of("--data-dir", directory.root().toString()));
        command.addAll(List.of("--port", Integer.toString(port)));
        command.addAll(life.arguments());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.log().toFile()));
        // The engine takes its time zone from here; analysts get the same days on every machine.
        builder.environment().put("TZ", "UTC");
        return builder.start();
    }

    /** Where the classes the server loads come from: its own, JNA, LZ4 and ClickHouse's checksum. */
    // The driver deprecates the package that holds the checksum.
    @SuppressWarnings("deprecation")
    private static String classPath() {
        return Stream.of(ServerCommand.class, Native.class, LZ4Factory.class, ClickHouseCityHash.class)
                .map(ServerCommand::origin)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String origin(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("Class " + type.getName() + " comes from no file", e);
        }
    }
}
