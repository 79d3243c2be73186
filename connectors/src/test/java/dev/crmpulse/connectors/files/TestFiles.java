package dev.crmpulse.connectors.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Files written for a test, and what a reader makes of them. */
public final class TestFiles {
    private TestFiles() {}

    public static Path text(Path directory, String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    public static Path gzip(Path directory, String name, String text) throws IOException {
        return Files.write(directory.resolve(name), gzipped(text));
    }

    /** A gzip file of which the second half is missing. */
    public static Path truncatedGzip(Path directory, String name, String text) throws IOException {
        byte[] whole = gzipped(text);
        return Files.write(directory.resolve(name), Arrays.copyOf(whole, whole.length / 2));
    }

    static List<SourceRecord> readAll(Path file, FileFormat format) throws IOException {
        List<SourceRecord> records = new ArrayList<>();
        try (RecordReader reader = RecordReaders.open(file, format)) {
            for (SourceRecord record = reader.next(); record != null; record = reader.next()) {
                records.add(record);
            }
        }
        return records;
    }

    static List<SourceRow> readRows(Path file, FileFormat format) throws IOException {
        return readAll(file, format).stream().map(SourceRow.class::cast).toList();
    }

    static String text(SourceRecord record) {
        return new String(record.bytes(), StandardCharsets.UTF_8);
    }

    private static byte[] gzipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
