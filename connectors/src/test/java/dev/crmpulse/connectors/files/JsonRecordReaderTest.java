package dev.crmpulse.connectors.files;

import static dev.crmpulse.connectors.files.TestFiles.gzip;
import static dev.crmpulse.connectors.files.TestFiles.readAll;
import static dev.crmpulse.connectors.files.TestFiles.readRows;
import static dev.crmpulse.connectors.files.TestFiles.text;
import static dev.crmpulse.connectors.files.TestFiles.truncatedGzip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonRecordReaderTest {
    private static final FileFormat JSON = new FileFormat.JsonLines("");
    private static final FileFormat LINES = new FileFormat.Lines();

    @TempDir
    Path directory;

    @Test
    void membersOfMembersAreNamedByTheirPath() throws IOException {
        Path file = text(
                directory,
                "a.jsonl",
                "{\"op\":\"c\",\"payload\":{\"after\":{\"id\":17,\"amount\":10.50,\"open\":true,\"owner\":null}},"
                        + "\"tags\":[\"x\",{\"y\":\"z\"}]}\n");

        SourceRow row = readRows(file, JSON).get(0);

        assertThat(row.field("op")).isEqualTo("c");
        assertThat(row.field("payload.after.id")).isEqualTo("17");
        assertThat(row.field("payload.after.amount")).isEqualTo("10.50");
        assertThat(row.field("payload.after.open")).isEqualTo("true");
        assertThat(row.field("payload.after.owner"))
                .as("there, without a value")
                .isEmpty();
        assertThat(row.field("payload.after.team")).isNull();
        assertThat(row.field("tags.0")).isEqualTo("x");
        assertThat(row.field("tags.1.y")).isEqualTo("z");
    }

    @Test
    void aBrokenLineDoesNotStopTheOthers() throws IOException {
        Path file = text(directory, "a.ndjson", "{\"id\":1}\n{\"id\":\n\n[1]\n{\"id\":4} x\n{\"id\":5}");

        List<SourceRecord> records = readAll(file, JSON);

        assertThat(records).extracting(SourceRecord::record).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(records).extracting(SourceRecord::line).containsExactly(1L, 2L, 4L, 5L, 6L);
        assertThat(records.subList(1, 4)).allSatisfy(record -> assertThat(record)
                .isInstanceOfSatisfying(
                        BrokenRow.class, broken -> assertThat(broken.reason()).isEqualTo("invalid JSON")));
        assertThat(text(records.get(1))).isEqualTo("{\"id\":");
        assertThat(((BrokenRow) records.get(2)).detail()).isEqualTo("the line holds no JSON object");
        assertThat(((SourceRow) records.get(4)).field("id")).isEqualTo("5");
    }

    @Test
    void bytesThatAreNoUtf8AreABrokenLineAndItsNeighboursAreNot() throws IOException {
        byte[] bytes =
                "{\"name\":\"a\"}\n{\"name\":\"Müller\"}\n{\"name\":\"b\"}\n".getBytes(StandardCharsets.ISO_8859_1);
        Path file = Files.write(directory.resolve("a.json"), bytes);

        for (FileFormat format : List.of(JSON, LINES)) {
            List<SourceRecord> records = readAll(file, format);
            assertThat(records).hasSize(3);
            assertThat(records.get(1)).isInstanceOfSatisfying(BrokenRow.class, broken -> {
                assertThat(broken.reason()).isEqualTo("bad encoding");
                assertThat(broken.detail()).startsWith("byte 0xFC at character 11 is not UTF-8: ");
                assertThat(broken.line()).isEqualTo(2);
                assertThat(broken.bytes()).isEqualTo("{\"name\":\"Müller\"}".getBytes(StandardCharsets.ISO_8859_1));
            });
            assertThat(records.get(2)).isInstanceOf(SourceRow.class);
        }
    }

    @Test
    void pathsThatRepeatALongNameAreLimited() throws IOException {
        String longName = "n".repeat(40_000);
        StringBuilder line = new StringBuilder("{\"" + longName + "\":{\"a\":0");
        for (int member = 0; member < 2_000; member++) {
            line.append(",\"").append(member).append("\":1");
        }
        Path file = text(directory, "a.json", line.append("}}\n{\"a\":1}\n").toString());

        List<SourceRecord> records = readAll(file, JSON);

        assertThat(records.get(0)).isInstanceOfSatisfying(BrokenRow.class, broken -> {
            assertThat(broken.reason()).isEqualTo("oversized");
            assertThat(broken.detail()).isEqualTo("the paths of its members have more than 33554432 characters in all");
        });
        assertThat(records.get(1)).isInstanceOf(SourceRow.class);
    }

    @Test
    void progressIsThatOfTheLineWhichWasGiven() throws IOException {
        Path file = text(directory, "a.json", "{\"a\":1}\n".repeat(100));

        try (RecordReader reader = RecordReaders.open(file, JSON)) {
            reader.next();
            assertThat(reader.bytesRead()).isEqualTo("{\"a\":1}\n".length());
        }
    }

    @Test
    void rowsAreNumberedWithinTheirCase() throws IOException {
        Path file = text(directory, "a.json", "{\"deal\":{\"id\":1}}\n{\"deal\":{\"id\":2}}\n{\"deal\":{\"id\":1}}\n");

        assertThat(readRows(file, new FileFormat.JsonLines("deal.id")))
                .extracting(SourceRow::rowInCase)
                .containsExactly(1L, 1L, 2L);
    }

    @Test
    void linesAreGivenAsTheyAreWithoutMarkAndLineEnd() throws IOException {
        Path file = gzip(directory, "a.jsonl.gz", "\uFEFF{\"a\" : 1}\r\n \r\nnot json\n");

        List<SourceRecord> records = readAll(file, LINES);

        assertThat(records).extracting(TestFiles::text).containsExactly("{\"a\" : 1}", "not json");
        assertThat(records).extracting(SourceRecord::line).containsExactly(1L, 3L);
    }

    @Test
    void aLineAcrossManyChunksIsOneLine() throws IOException {
        String longest = "x".repeat(Lines.LONGEST_BYTES);
        Path file = text(directory, "a.jsonl", longest + "\n" + longest + "yz\n" + "z\n");

        List<SourceRecord> records = readAll(file, LINES);

        assertThat(records).hasSize(3);
        assertThat(records.get(0)).isInstanceOf(SourceRow.class);
        assertThat(text(records.get(0))).isEqualTo(longest);
        assertThat(records.get(1)).isInstanceOfSatisfying(BrokenRow.class, broken -> {
            assertThat(broken.reason()).isEqualTo("oversized");
            assertThat(broken.bytes()).hasSize(Lines.LONGEST_BYTES);
        });
        assertThat(text(records.get(2))).isEqualTo("z");
        assertThat(records.get(2).line()).isEqualTo(3);
    }

    @Test
    void aTruncatedGzipSaysSoInOneLine() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int line = 0; line < 50_000; line++) {
            lines.append("{\"id\":").append(line * 7919L % 100_003).append("}\n");
        }
        Path file = truncatedGzip(directory, "a.jsonl.gz", lines.toString());

        assertThatThrownBy(() -> readAll(file, JSON))
                .isInstanceOf(InputFileException.class)
                .hasMessageMatching(java.util.regex.Pattern.quote(file.toString())
                        + ": is truncated: its gzip data break off after \\d+ bytes; fetch the whole file again"
                        + " \\([1-9]\\d* records were read before\\)");
    }
}
