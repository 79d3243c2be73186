package dev.crmpulse.connectors.files;

import dev.crmpulse.connectors.text.TextEncoding;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;

/** Reads lines without looking into them; blank lines are no records. */
final class LineRecordReader implements RecordReader {
    private final InputBytes input;
    private final String fileName;
    private final Lines lines;
    private final TextEncoding encoding;
    private long records;

    /** @param stated what is said about the file's encoding, or null */
    LineRecordReader(InputBytes input, Charset stated) throws InputFileException {
        this.input = input;
        this.fileName = FileKind.name(input.file());
        this.encoding = input.encoding(stated);
        this.lines = Lines.of(input.behindMark(encoding), encoding);
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
            String detail = "the line is longer than " + Lines.LONGEST_BYTES + " bytes, the rest was dropped";
            return new BrokenRow(fileName, records, lines.number(), "oversized", detail, line);
        }
        String broken = lines.broken();
        if (broken != null) {
            return BrokenRow.ofEncoding(fileName, records, lines.number(), broken, encoding, line);
        }
        return new Line(fileName, records, lines.number(), line);
    }

    @Override
    public List<String> columns() {
        return List.of();
    }

    @Override
    public long bytesRead() {
        return input.isGzip() ? input.read() : input.read() - lines.ahead();
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
