package dev.crmpulse.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with files and mappings is reported in one line before anything starts: no data directory is made. */
class InputFilesTest {
    private static final int FAILURE = 1;
    private static final int USAGE = 2;
    private static final String MAPPING = """
            tenant: acme
            source: acme-crm
            zone: UTC
            files:
              - name: "*.csv"
                id: ${id}
                subject: deal/${id}
                time: ${at}
                actortype: human
                rules: [{ type: crm.deal.created }]
              - name: "*.xes"
                id: ${id}
                subject: deal/${id}
                time: ${at}
                actortype: human
                rules: [{ type: crm.deal.created }]
            """;

    @TempDir
    Path directory;

    private Path mapping;

    @BeforeEach
    void writeMapping() throws IOException {
        mapping = Files.writeString(directory.resolve("m.yaml"), MAPPING);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a.csv   | ``                    | a.csv: is empty; check where it comes from, or leave it out",
                "a.csv   | `\n`                  | a.csv: has no header; its first line must name the columns",
                "a.xes   | `<html/>`             | a.xes: is no XES log: its root is <html>; give a log in XES format",
                "a.xes   | `id,at`               | a.xes: invalid XML at line 1: Content is not allowed in prolog.; mend it or export the log again",
                "a.xes   | `<!DOCTYPE log><log/>`| a.xes: has a DOCTYPE, which is not read since it may fetch other files; remove it",
                "a.csv.gz| `id,at\n1,2026-03-01` | a.csv.gz: is no gzip file though its name ends in .gz; rename it",
            })
    void contentThatCannotBeReadIsAFailure(String name, String content, String message) throws IOException {
        Path file = Files.writeString(directory.resolve(name), content);

        assertOneLine(replay(file), FAILURE, directory + "/" + message);
    }

    @Test
    void aColumnThatIsNotThereIsReportedWithTheLineOfTheMapping() throws IOException {
        Path file = Files.writeString(directory.resolve("a.csv"), "id,date\n1,2026-03-01\n");

        assertOneLine(replay(file), USAGE, mapping + ":8: a.csv has no column 'at'; it has id, date");
    }

    @Test
    void anArchiveThatBreaksOffAtOnceIsReported() throws IOException {
        Path file = directory.resolve("a.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("id,at\n1,2026-03-01\n".getBytes(StandardCharsets.UTF_8));
        }
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));

        assertOneLine(
                replay(file),
                FAILURE,
                file + ": is truncated: its gzip data break off after " + whole.length / 2
                        + " bytes; fetch the whole file again");
    }

    @Test
    void whatIsNoFileIsWrongUsage() throws IOException {
        Path device = Path.of("/dev/null");
        Path folder = Files.createDirectory(directory.resolve("folder.csv"));

        assertOneLine(replay(folder), USAGE, folder + ": is a directory; name the files in it");
        assertOneLine(replay(device), USAGE, "/dev/null: is no file but a pipe or device; write it into a file first");
    }

    @Test
    void aSecondFileIsLookedAtBeforeTheFirstIsSent() throws IOException {
        Path good = Files.writeString(directory.resolve("a.csv"), "id,at\n1,2026-03-01\n");
        Path bad = Files.writeString(directory.resolve("b.csv"), "");

        assertOneLine(replay(good, bad), FAILURE, bad + ": is empty; check where it comes from, or leave it out");
    }

    @Test
    void aHugeMappingIsNotParsed() throws IOException {
        Path file = Files.writeString(directory.resolve("a.csv"), "id,at\n1,2026-03-01\n");
        Files.writeString(mapping, MAPPING + "    # " + "x".repeat(1 << 20));

        assertOneLine(replay(file), USAGE, mapping + ": is longer than 1048576 bytes; is it the file of the mapping?");
    }

    private CommandRun replay(Path... files) {
        Object[] arguments = new Object[files.length + 5];
        arguments[0] = "replay";
        System.arraycopy(files, 0, arguments, 1, files.length);
        arguments[files.length + 1] = "--mapping";
        arguments[files.length + 2] = mapping;
        arguments[files.length + 3] = "--data-dir";
        arguments[files.length + 4] = directory.resolve("data");
        return CommandRun.of(arguments);
    }

    private void assertOneLine(CommandRun run, int exitCode, String message) {
        assertThat(run.err()).isEqualTo("crm-pulse: " + message + System.lineSeparator());
        assertThat(run.out()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(exitCode);
        assertThat(directory.resolve("data")).doesNotExist();
    }
}
