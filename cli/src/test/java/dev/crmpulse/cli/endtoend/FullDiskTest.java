package dev.crmpulse.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.cli.command.CrmPulse;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a person reads where the disk takes no more. The system refuses a process that may not write files beyond a size
 * much as it does on a full disk, whoever runs it, and {@code /dev/full} always does.
 */
@ExtendWith(FixtureRun.Resolver.class)
class FullDiskTest {
    private static final int FAILURE = 1;

    @TempDir
    Path directory;

    private Path data() {
        return directory.resolve("data");
    }

    /** 1 MB: Kafka's first file is larger. 10.5 MB: Flink's is. */
    @ParameterizedTest
    @ValueSource(ints = {1024, 10_500})
    void aReplayWhoseDiskTakesNoMoreSaysSoInOneLine(int kilobytes) throws Exception {
        Ended replay = run(
                "ulimit -f " + 2 * kilobytes,
                "/dev/null",
                "replay",
                Fixture.file("loans.xes").toString(),
                "--mapping",
                Fixture.mappingFile("bpi2012.yaml").toString(),
                "--data-dir",
                data().toString());

        assertThat(replay.exitCode()).as(replay.toString()).isEqualTo(FAILURE);
        assertThat(replay.errors()).hasSize(2);
        assertThat(replay.errors().get(0)).startsWith("starting ClickHouse, Kafka and Flink in ");
        assertThat(replay.errors().get(1)).startsWith("crm-pulse: ").contains("make room");
    }

    @Test
    void aResultThatCouldNotBeWrittenIsNoSuccess(FixtureRun fixture) throws Exception {
        Ended sql = run(
                "true",
                "/dev/full",
                "sql",
                "--data-dir",
                fixture.directory().toString(),
                "SELECT count() FROM crm.deal");
        assertThat(sql.exitCode()).as(sql.toString()).isEqualTo(FAILURE);
        assertThat(sql.errors())
                .containsExactly("crm-pulse: standard output could not be written to its end (No space left on device):"
                        + " what it holds is not the whole result");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka", "state", "clickhouse.access"})
    void aDirectoryThatCannotBeMadeIsNamedWithTheReason(String name) throws Exception {
        Path taken = Files.createDirectories(data()).resolve(name);
        Files.createFile(taken);

        CommandRun replay = CommandRun.of(
                "replay",
                Fixture.file("loans.xes"),
                "--mapping",
                Fixture.mappingFile("bpi2012.yaml"),
                "--data-dir",
                data());

        assertThat(replay.exitCode()).as(replay.err()).isEqualTo(FAILURE);
        assertThat(replay.out()).isEmpty();
        assertThat(replay.errors().stream().filter(line -> !line.startsWith("starting ")))
                .singleElement()
                .asString()
                .startsWith("crm-pulse: ")
                .contains(data().toString(), "Something else has this name");
    }

    private record Ended(int exitCode, List<String> errors) {}

    /** The command line in a process of its own, after the commands that the shell runs first. */
    private Ended run(String before, String output, String... arguments) throws IOException, InterruptedException {
        Path errors = directory.resolve("errors");
        List<String> command = new ArrayList<>(List.of("sh", "-c", before + "; exec \"$@\"", "sh"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx1g", "-XX:TieredStopAtLevel=1"));
        for (String opened : List.of("java.lang", "java.util", "java.time")) {
            command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
        }
        command.add("-Dcrmpulse.root=" + System.getProperty("crmpulse.root"));
        command.add("-Dcrmpulse.log=" + data().resolve("log/crm-pulse.log"));
        command.addAll(List.of("-cp", productClassPath(), CrmPulse.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectOutput(new File(output))
                .redirectError(errors.toFile())
                .start();
        return new Ended(process.waitFor(), Files.readAllLines(errors));
    }

    /** Without what tests bring, such as where their log goes. */
    private static String productClassPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
