package dev.crmpulse.connectors.files;

import static dev.crmpulse.connectors.files.TestFiles.gzip;
import static dev.crmpulse.connectors.files.TestFiles.readAll;
import static dev.crmpulse.connectors.files.TestFiles.readRows;
import static dev.crmpulse.connectors.files.TestFiles.text;
import static dev.crmpulse.connectors.files.TestFiles.truncatedGzip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    void whatIsNotThereOrNoFileIsReported() throws IOException {
        Path missing = directory.resolve("missing.csv");

        assertThatThrownBy(() -> readAll(missing, COMMAS))
                .isInstanceOf(InputFileException.class)
                .hasMessage(missing + ": no such file; check the path");
        assertThatThrownBy(() -> readAll(directory, COMMAS))
                .isInstanceOf(InputFileException.class)
                .hasMessage(directory + ": is a directory; name the files in it");
    }

    @Test
    void anEmptyFileIsReportedUnlessItHoldsLines() throws IOException {
        assertThat(readAll(text(directory, "empty.jsonl", ""), new FileFormat.Lines()))
                .isEmpty();
        assertThat(readAll(gzip(directory, "empty.jsonl.gz", ""), new FileFormat.JsonLines("")))
                .isEmpty();
        for (FileFormat format :
                List.of(COMMAS, new FileFormat.Xes(), new FileFormat.JsonLines(""), new FileFormat.Lines())) {
            for (Path file : List.of(text(directory, "empty.csv", ""), gzip(directory, "empty.csv.gz", ""))) {
                assertThatThrownBy(() -> readAll(file, format))
                        .isInstanceOf(InputFileException.class)
                        .hasMessage(file + ": is empty; check where it comes from, or leave it out");
            }
        }
    }

    @Test
    void aFileOfBlankLinesHasNoColumns() throws IOException {
        Path file = text(directory, "blank.csv", "\n\n");

        assertThatThrownBy(() -> readAll(file, COMMAS))
                .hasMessage(file + ": has no header; its first line must name the columns");
    }

    @Test
    void columnsMayHaveNoNameOrOneThatAnotherHas() throws IOException {
        Path file = text(directory, "wide.csv", "id,note,, note ,,\n1,a,b,c,d,e\n2,,,,,\n");

        List<SourceRow> rows = readRows(file, COMMAS);

        assertThat(rows).extracting(row -> row.field("id")).containsExactly("1", "2");
        assertThat(rows.get(0).field("note")).isEqualTo("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sep=;\n", "sep=;\r\n", "SEP=;\r", "\"sep=;\"\n", "\uFEFFsep=;\r\n"})
    void theLineThatExcelPutsBeforeTheHeaderNamesTheDelimiter(String line) throws IOException {
        Path file = text(directory, "excel.csv", line + "id;amount\n1;2,50\n");

        SourceRow row = readRows(file, COMMAS).get(0);

        assertThat(row.field("amount")).isEqualTo("2,50");
        assertThat(row.line()).isEqualTo(3);
        assertThat(row.record()).isEqualTo(1);
    }

    @Test
    void aColumnMayBeginLikeThatLine() throws IOException {
        Path file = text(directory, "sep.csv", "sep=,id\n1,2\n");

        assertThat(readRows(file, COMMAS).get(0).field("sep=")).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8,        UTF-8,        ''",
        "UTF-8,        windows-1252, '\uFEFF'", // the mark decides
        "UTF-16LE,     ,             '\uFEFF'",
        "UTF-16BE,     ,             '\uFEFF'",
        "UTF-16LE,     ,             ''",
        "UTF-16BE,     ,             ''",
        "UTF-16LE,     UTF-16,       ''",
        "UTF-16BE,     UTF-16,       '\uFEFF'",
        "UTF-32LE,     ,             '\uFEFF'",
        "GB18030,      GB18030,      ''",
        "GB18030,      ,             '\uFEFF'",
        "windows-1252, windows-1252, ''",
    })
    void textIsReadInItsEncoding(Charset written, Charset stated, String mark) throws IOException {
        String name = written.name().equals("windows-1252") ? "Müller – 5 €" : "Müller 客户 😀";
        Path csv = Files.write(directory.resolve("a.csv"), (mark + "id,name\n1," + name + "\n2,x\n").getBytes(written));
        Path json = Files.write(
                directory.resolve("a.jsonl"),
                (mark + "{\"name\":\"" + name + "\"}\r\n\n{\"name\":\"x\"}").getBytes(written));

        assertThat(readRows(csv, new FileFormat.Csv(',', "", stated)))
                .extracting(row -> row.field("name"))
                .containsExactly(name, "x");
        assertThat(readRows(json, new FileFormat.JsonLines("", stated)))
                .extracting(row -> row.field("name"))
                .containsExactly(name, "x");
        assertThat(readRows(json, new FileFormat.JsonLines("", stated)))
                .extracting(SourceRow::line)
                .containsExactly(1L, 3L);
    }

    @Test
    void aRowThatIsNotInTheEncodingIsBrokenWithItsBytesAndItsNeighboursAreNot() throws IOException {
        Path file = Files.write(
                directory.resolve("latin1.csv"),
                "id,name\n1,a\n2,Müller\n3,?\n4,b\n".getBytes(StandardCharsets.ISO_8859_1));

        List<SourceRecord> records = readAll(file, COMMAS);

        assertThat(records).hasSize(4);
        assertThat(records.get(1)).isInstanceOfSatisfying(BrokenRow.class, broken -> {
            assertThat(broken.reason()).isEqualTo("bad encoding");
            assertThat(broken.detail())
                    .isEqualTo("byte 0xFC at character 2 of column 'name' is not UTF-8: if the file is in another"
                            + " encoding, say so with 'encoding' in the mapping, such as 'encoding: windows-1252'");
            assertThat(broken.record()).isEqualTo(2);
            assertThat(broken.line()).isEqualTo(3);
            assertThat(broken.bytes()).isEqualTo("2,Müller".getBytes(StandardCharsets.ISO_8859_1));
        });
        assertThat(((SourceRow) records.get(3)).field("name")).isEqualTo("b");
    }

    @Test
    void aReplacementCharacterInTheFileIsACharacterLikeOthers() throws IOException {
        assertThat(readRows(text(directory, "a.csv", "id\n\uFFFD\n"), COMMAS)
                        .get(0)
                        .field("id"))
                .isEqualTo("\uFFFD");
    }

    @Test
    void brokenUtf16AndGb18030AreFoundRowByRow() throws IOException {
        byte[] utf16 = "\uFEFFid,n\n1,a?\n2,b\n".getBytes(StandardCharsets.UTF_16LE);
        int place = 2 * "\uFEFFid,n\n1,a".length();
        utf16[place] = 0x3D;
        utf16[place + 1] = (byte) 0xD8; // a high surrogate and no low one
        byte[] gb = "id,n\n1,?\n2,b\n".getBytes(StandardCharsets.US_ASCII);
        gb["id,n\n1,".length()] = (byte) 0x81; // begins a character that the line end does not end

        List<SourceRecord> ofUtf16 = readAll(Files.write(directory.resolve("u.csv"), utf16), COMMAS);
        List<SourceRecord> ofGb = readAll(
                Files.write(directory.resolve("g.csv"), gb), new FileFormat.Csv(',', "", Charset.forName("GB18030")));

        for (List<SourceRecord> records : List.of(ofUtf16, ofGb)) {
            assertThat(records).hasSize(2);
            assertThat(records.get(0)).isInstanceOf(BrokenRow.class);
            assertThat(((SourceRow) records.get(1)).field("n")).isEqualTo("b");
        }
        assertThat(ofGb.get(0).bytes()).containsExactly('1', ',', 0x81);
    }

    @Test
    void aHeaderThatIsNotInTheEncodingRefusesTheFile() throws IOException {
        Path file =
                Files.write(directory.resolve("latin1.csv"), "id,Größe\n1,2\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> readAll(file, COMMAS))
                .isInstanceOf(InputFileException.class)
                .hasMessageStartingWith(file + ": line 1: byte 0xF6 at character 3 of column 2 is not UTF-8: ");
    }

    @Test
    void aRecordWithoutEndIsRefusedBeforeItFillsTheMemory() throws IOException {
        Path file = directory.resolve("endless.csv");
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write("id,note\n1,a\n2,\"".getBytes(StandardCharsets.UTF_8));
            byte[] megabyte = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 20; i++) {
                out.write(megabyte);
            }
        }

        assertThatThrownBy(() -> readAll(file, COMMAS))
                .isInstanceOf(InputFileException.class)
                .hasMessage(file
                        + ": the record after line 2 is longer than 16 million characters; check whether a quote is"
                        + " never closed, or whether this is a CSV file (1 record was read before)");
    }

    @Test
    void aFileThatIsWrittenToWhileItIsReadIsNotTakenForWhole() throws IOException {
        Path file = text(directory, "growing.csv", "id\n1\n");

        try (RecordReader reader = RecordReaders.open(file, COMMAS)) {
            assertThat(reader.next()).isNotNull();
            Files.writeString(file, "2\n", StandardOpenOption.APPEND);
            assertThatThrownBy(() -> {
                        while (reader.next() != null) {
                            assertThat(reader.bytesRead()).isPositive();
                        }
                    })
                    .isInstanceOf(InputFileException.class)
                    .hasMessageStartingWith(
                            file + ": was changed while it was read (from 5 to 7 bytes); replay it again");
        }
    }

    @Test
    void aFileThatAnotherTookThePlaceOfIsReadToItsEnd() throws IOException {
        Path file = text(directory, "moved.csv", "id\n1\n");
        Path other = text(directory, "other.csv", "id\n1\n2\n");

        try (RecordReader reader = RecordReaders.open(file, COMMAS)) {
            assertThat(reader.next()).isNotNull();
            Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
            assertThat(reader.next()).isNull();
        }
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
