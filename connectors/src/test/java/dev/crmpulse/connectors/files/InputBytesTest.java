package dev.crmpulse.connectors.files;

import static dev.crmpulse.connectors.files.TestFiles.gzip;
import static dev.crmpulse.connectors.files.TestFiles.readAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputBytesTest {
    @TempDir
    Path directory;

    @Test
    void whereverAGzipFileBreaksOffEveryFormatSaysThatItIsTruncated() throws IOException {
        byte[] whole = Files.readAllBytes(gzip(directory, "whole.gz", "<log><trace><event/></trace></log>"));
        Path file = directory.resolve("part.gz");
        List<FileFormat> formats = List.of(
                new FileFormat.Csv(',', ""),
                new FileFormat.Xes(),
                new FileFormat.JsonLines(""),
                new FileFormat.Lines());

        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            for (FileFormat format : formats) {
                assertThatThrownBy(() -> readAll(file, format))
                        .as("%d of %d bytes as %s", length, whole.length, format)
                        .isInstanceOf(InputFileException.class)
                        .hasMessageStartingWith(
                                file + ": is truncated: its gzip data break off after " + length + " bytes; ");
            }
        }
    }

    @Test
    void gzipFilesPutTogetherAreReadAsOne() throws IOException {
        byte[] first = Files.readAllBytes(gzip(directory, "a.gz", "{}\n{}\n"));
        byte[] second = Files.readAllBytes(gzip(directory, "b.gz", "{}\n"));
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);

        assertThat(readAll(Files.write(directory.resolve("both.jsonl.gz"), both), new FileFormat.Lines()))
                .hasSize(3);
    }

    @Test
    void theKindOfAFileIsTheEndOfItsName() {
        assertThat(FileKind.of(Path.of("x", "Log.XES.GZ"))).isEqualTo(FileKind.XES);
        assertThat(FileKind.of(Path.of("a.json"))).isEqualTo(FileKind.JSON_LINES);
        assertThat(FileKind.of(Path.of("a.csv.bz2"))).isNull();
        assertThat(FileKind.nameWithoutGzip(Path.of("x", "a.csv.gz"))).isEqualTo("a.csv");
    }
}
