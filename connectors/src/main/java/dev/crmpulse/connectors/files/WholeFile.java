package dev.crmpulse.connectors.files;

import java.io.IOException;
import java.util.List;

/** Makes sure that the file read to its end is the one that was opened. */
final class WholeFile implements RecordReader {
    private final RecordReader reader;
    private final InputBytes input;
    private long records;

    WholeFile(RecordReader reader, InputBytes input) {
        this.reader = reader;
        this.input = input;
    }

    @Override
    public SourceRecord next() throws InputFileException {
        SourceRecord record;
        try {
            record = reader.next();
        } catch (InputFileException failed) {
            // what is wrong with the content may be that it is half written
            requireUnchanged(failed);
            throw failed;
        }
        if (record == null) {
            requireUnchanged(null);
        } else {
            records++;
        }
        return record;
    }

    @Override
    public List<String> columns() {
        return reader.columns();
    }

    @Override
    public long bytesRead() {
        return reader.bytesRead();
    }

    @Override
    public long size() {
        return reader.size();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private void requireUnchanged(InputFileException failed) throws InputFileException {
        String change = input.change();
        if (change != null) {
            InputFileException changed = new InputFileException(
                    input.file(),
                    "was changed while it was read (" + change + ")",
                    "replay it again when nobody writes to it any more");
            if (failed != null) {
                changed.initCause(failed);
            }
            throw changed.after(records);
        }
    }
}
