package dev.crmpulse.connectors.files;

import java.io.IOException;
import java.nio.file.Path;

/** Opens the reader for a file's format. */
public final class RecordReaders {
    private RecordReaders() {}

    /**
     * Opens a file; unzips it where its name ends in {@code .gz}.
     *
     * @throws InputFileException when it is missing, may not be read, or does not begin as its format must
     */
    public static RecordReader open(Path file, FileFormat format) throws InputFileException {
        InputBytes input = InputBytes.open(file);
        try {
            return new WholeFile(reader(input, format), input);
        } catch (InputFileException failed) {
            close(input, failed);
            throw failed;
        }
    }

    private static RecordReader reader(InputBytes input, FileFormat format) throws InputFileException {
        if (format instanceof FileFormat.Csv csv) {
            return new CsvRecordReader(input, csv);
        }
        if (format instanceof FileFormat.Xes) {
            return new XesRecordReader(input);
        }
        if (format instanceof FileFormat.JsonLines json) {
            return new JsonRecordReader(input, json);
        }
        return new LineRecordReader(input, null);
    }

    private static void close(InputBytes input, InputFileException failed) {
        try {
            input.close();
        } catch (IOException alsoFailed) {
            failed.addSuppressed(alsoFailed);
        }
    }
}
