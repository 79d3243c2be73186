package dev.crmpulse.connectors.files;

import java.io.IOException;
import java.util.List;

/** Reads lines without looking into them; blank lines are no records. */
final class LineRecordReader implements RecordReader {
    private final InputBytes input;
    private final String fileName;
    private final ByteLines lines;
    private long records;

    LineRecordReader(InputBytes input) throws InputFileException {
        this.input = input;
        this.fileName = FileKind.name(input.file());
        this.lines = new ByteLines(input.utf8());
    }

    @Override
    public SourceRecord next() throws InputFileException {
        byte[] line;
        try {
            line = lines.next();
        } catch (IOException failed) {
            throw InputBytes.unreadable(input.file(), failed).after(records);
        }
        if (line == null) {
            return null;
        }
        records++;
        if (lines.cut()) {
            String detail = "the line is longer than " + ByteLines.LONGEST_BYTES + " bytes, the rest was dropped";
            return new BrokenRow(fileName, records, lines.number(), "oversized", detail, line);
        }
        return new Line(fileName, records, lines.number(), line);
    }

    @Override
    public List<String> columns() {
        return List.of();
    }

    @Override
    public long bytesRead() {
        return input.read();
    }

    @Override
    public long size() {
        return input.size();
    }

    @Override
    public void close() throws IOException {
        input.close();
    }

    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Line(String file, long record, long line, byte[] bytes) implements SourceRow {
        @Override
        public String field(String name) {
            return null;
        }

        @Override
        public long rowInCase() {
            return 0;
        }
    }
}
