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

class CsvRecordReaderTest {
    private static final FileFormat COMMAS = new FileFormat.Csv(',', "");

    @TempDir
    Path directory;

    @Test
    void rowsKnowTheirFileTheirNumberTheirLineAndTheirFields() throws IOException {
        Path file = text(directory, "deals.csv", "id,stage\nD-1,Won\nD-2,\n");

        List<SourceRow> rows = readRows(file, COMMAS);

        assertThat(rows).extracting(SourceRow::file).containsExactly("deals.csv", "deals.csv");
        assertThat(rows).extracting(SourceRow::record).containsExactly(1L, 2L);
        assertThat(rows).extracting(SourceRow::line).containsExactly(2L, 3L);
        assertThat(rows).extracting(row -> row.field("id")).containsExactly("D-1", "D-2");
        assertThat(rows).extracting(row -> row.field("stage")).containsExactly("Won", "");
        assertThat(rows.get(0).field("no such column")).isNull();
    }

    @Test
    void quotesMayHoldDelimitersQuotesAndLinesAndLinesAreStillCounted() throws IOException {
        Path file = text(directory, "notes.csv", "id,note\r\n1,\"a, \"\"b\"\"\r\nand c\"\r\n2,d\r\n");

        List<SourceRow> rows = readRows(file, COMMAS);

        assertThat(rows).extracting(row -> row.field("note")).containsExactly("a, \"b\"\r\nand c", "d");
        assertThat(rows).extracting(SourceRow::line).containsExactly(2L, 4L);
        assertThat(text(rows.get(0))).isEqualTo("1,\"a, \"\"b\"\"\r\nand c\"");
    }

    @Test
    void aByteOrderMarkAndBlanksAroundColumnNamesAreNoPartOfTheNames() throws IOException {
        Path file = text(directory, "excel.csv", "\uFEFFid , stage\n1,x\n");

        assertThat(readRows(file, COMMAS).get(0).field("id")).isEqualTo("1");
        assertThat(readRows(file, COMMAS).get(0).field("stage")).isEqualTo("x");
    }

    @Test
    void anotherDelimiterMayBeUsed() throws IOException {
        Path file = text(directory, "semicolons.csv", "id;amount\n1;2,50\n");

        SourceRow row = readRows(file, new FileFormat.Csv(';', "")).get(0);

        assertThat(row.field("amount")).isEqualTo("2,50");
        assertThat(text(row)).isEqualTo("1;2,50");
    }

    @Test
    void rowsAreNumberedWithinTheirCase() throws IOException {
        Path file = text(directory, "log.csv", "case,act\nA,x\nB,x\nA,y\n,z\nA,y\n");

        assertThat(readRows(file, new FileFormat.Csv(',', "case")))
                .extracting(SourceRow::rowInCase)
                .containsExactly(1L, 1L, 2L, 0L, 3L);
    }

    @Test
    void aRowWithAWrongNumberOfFieldsIsBrokenAndItsNeighboursAreNot() throws IOException {
        Path file = text(directory, "deals.csv", "id,stage\n1,a\n2\n\n3,b,c\n4,d\n");

        List<SourceRecord> records = readAll(file, COMMAS);

        assertThat(records).hasSize(4);
        assertThat(records.get(1)).isInstanceOfSatisfying(BrokenRow.class, broken -> {
            assertThat(broken.reason()).isEqualTo("wrong number of fields");
            assertThat(broken.detail()).isEqualTo("has 1 fields, the header 2");
            assertThat(broken.record()).isEqualTo(2);
            assertThat(broken.line()).isEqualTo(3);
            assertThat(text(broken)).isEqualTo("2");
        });
        assertThat(records.get(2)).isInstanceOfSatisfying(BrokenRow.class, broken -> {
            assertThat(broken.detail()).isEqualTo("has 3 fields, the header 2");
            assertThat(broken.line()).isEqualTo(5); // the blank line 4 is no record
        });
        assertThat(((SourceRow) records.get(3)).field("stage")).isEqualTo("d");
    }

    @Test
    void gzipIsUnzippedAndProgressCountsTheBytesOnDisk() throws IOException {
        Path file = gzip(directory, "deals.csv.gz", "id,stage\n" + "1,Won\n".repeat(50_000));

        try (RecordReader reader = RecordReaders.open(file, COMMAS)) {
            long rows = 0;
            while (reader.next() != null) {
                rows++;
            }
            assertThat(rows).isEqualTo(50_000);
            assertThat(reader.size()).isEqualTo(Files.size(file));
            assertThat(reader.bytesRead()).isEqualTo(reader.size());
        }
    }

    @Test
    void progressGrowsWhileReading() throws IOException {
        Path file = text(directory, "deals.csv", "id,stage\n" + "1,Won\n".repeat(50_000));

        try (RecordReader reader = RecordReaders.open(file, COMMAS)) {
            reader.next();
            assertThat(reader.bytesRead()).isPositive().isLessThan(reader.size());
        }
    }

    @Test
    void aTruncatedGzipSaysSoInOneLine() throws IOException {
        Path file = truncatedGzip(directory, "deals.csv.gz", numbered(20_000));

        assertThatThrownBy(() -> readAll(file, COMMAS))
                .isInstanceOf(InputFileException.class)
                .hasMessageMatching(java.util.regex.Pattern.quote(file.toString())
                        + ": is truncated: its gzip data break off after \\d+ bytes; fetch the whole file again"
                        + " \\(\\d+ records were read before\\)");
    }

    @Test
    void aFileThatOnlyPretendsToBeGzipSaysSo() throws IOException {
        Path file = text(directory, "deals.csv.gz", "id,stage\n1,Won\n");

        assertThatThrownBy(() -> readAll(file, COMMAS))
                .isInstanceOf(InputFileException.class)
                .hasMessage(file + ": is no gzip file though its name ends in .gz; rename it");
    }

    @Test
    void damagedGzipDataSaySo() throws IOException {
        Path file = gzip(directory, "deals.csv.gz", numbered(20_000));
        byte[] bytes = Files.readAllBytes(file);
        java.util.Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 200, (byte) 0xFF);
        Files.write(file, bytes);

        assertThatThrownBy(() -> readAll(file, COMMAS))
                .isInstanceOf(InputFileException.class)
                .hasMessageContaining(": is damaged: its gzip data make no sense after ");
    }

    @Test
    void whatIsNotThereOrNoFileIsSaid() throws IOException {
        Path missing = directory.resolve("missing.csv");

        assertThatThrownBy(() -> readAll(missing, COMMAS))
                .isInstanceOf(InputFileException.class)
                .hasMessage(missing + ": no such file; check the path");
        assertThatThrownBy(() -> readAll(directory, COMMAS))
                .isInstanceOf(InputFileException.class)
                .hasMessage(directory + ": is a directory; name the files in it");
    }

    @Test
    void anEmptyFileHasNoColumns() throws IOException {
        Path file = text(directory, "empty.csv", "");

        assertThatThrownBy(() -> readAll(file, COMMAS))
                .isInstanceOf(InputFileException.class)
                .hasMessage(file + ": is empty; its first line must name the columns");
    }

    @Test
    void aColumnNamedTwiceIsRefused() throws IOException {
        Path file = text(directory, "twice.csv", "id,note,note\n1,a,b\n");

        assertThatThrownBy(() -> readAll(file, COMMAS))
                .hasMessage(file + ": names the column 'note' twice; rename one of them");
    }

    @Test
    void textThatIsNotUtf8IsRefusedRatherThanGarbled() throws IOException {
        Path latin1 = Files.write(
                directory.resolve("latin1.csv"), "id,name\n1,Müller\n".getBytes(StandardCharsets.ISO_8859_1));
        Path utf16 = Files.write(directory.resolve("utf16.csv"), "\uFEFFid,name\n".getBytes(StandardCharsets.UTF_16LE));

        assertThatThrownBy(() -> readAll(latin1, COMMAS))
                .isInstanceOf(InputFileException.class)
                .hasMessage(latin1 + ": is not UTF-8 text (after line 1); save it as UTF-8");
        assertThatThrownBy(() -> readAll(utf16, COMMAS))
                .isInstanceOf(InputFileException.class)
                .hasMessage(utf16 + ": is UTF-16 text; save it as UTF-8");
    }

    @Test
    void aQuoteThatIsNeverClosedDoesNotSwallowTheRestOfTheFile() throws IOException {
        Path file = text(directory, "open.csv", "id,note\n1,a\n2,\"b\n3,c\n4,d\n");

        assertThatThrownBy(() -> readAll(file, COMMAS))
                .isInstanceOf(InputFileException.class)
                .hasMessage(file + ": invalid CSV: a quote in the record that begins at line 3 is never closed;"
                        + " close it, or double a quote that belongs to the value");
    }

    @Test
    void aQuoteClosedInTheMiddleOfAValueIsRefused() throws IOException {
        Path file = text(directory, "middle.csv", "id,note\n1,a\n2,\"b\"c\n");

        assertThatThrownBy(() -> readAll(file, COMMAS))
                .isInstanceOf(InputFileException.class)
                .hasMessageStartingWith(file + ": invalid CSV after line 2: ")
                .hasMessageEndingWith("; check its quotes and its delimiter ','");
    }

    private static String numbered(int rows) {
        StringBuilder text = new StringBuilder("id,stage\n");
        for (int row = 0; row < rows; row++) {
            text.append(row * 7919L % 100_003)
                    .append(",stage ")
                    .append(row * 31L % 1009)
                    .append('\n');
        }
        return text.toString();
    }
}
