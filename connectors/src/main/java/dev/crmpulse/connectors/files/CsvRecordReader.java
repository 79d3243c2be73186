package dev.crmpulse.connectors.files;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.crmpulse.connectors.text.Escapes;
import dev.crmpulse.connectors.text.EscapingReader;
import dev.crmpulse.connectors.text.TextEncoding;
import java.io.FilterReader;
import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads CSV (RFC 4180) with a header row, before which a line {@code sep=;} may name the delimiter, as Excel writes it.
 * Names of columns are trimmed, values are not. A column may have no name or that of another: the first of them has it.
 */
final class CsvRecordReader implements RecordReader {
    private static final char QUOTE = '"';
    private static final Pattern SEPARATOR =
            Pattern.compile("\"?sep=([^\r\n\"])\"?(\r\n|\n|\r)", Pattern.CASE_INSENSITIVE);
    private static final int SEPARATOR_LENGTH = "\"sep=;\"\r\n".length();

    /** Longest record, in characters: what has more is no record but a quote that is never closed, or no CSV. */
    private static final int LONGEST = 1 << 24;

    private final InputBytes input;
    private final String fileName;
    private final TextEncoding encoding;
    private final EscapingReader decoded;
    private final LastCharacter text;
    private final char delimiter;
    private final long linesBefore;
    private final Iterator<CsvRecord> rows;
    private final List<String> columns;
    private final Map<String, Integer> columnIndexes;
    private final String caseColumn;
    private final CaseRows caseRows = new CaseRows();
    private long records;
    private long line = 1;

    CsvRecordReader(InputBytes input, FileFormat.Csv format) throws InputFileException {
        this.input = input;
        this.fileName = FileKind.name(input.file());
        this.caseColumn = format.caseColumn();
        this.encoding = input.encoding(format.encoding());
        this.decoded = new EscapingReader(input.behindMark(encoding), encoding);
        PushbackReader pushback = new PushbackReader(decoded, SEPARATOR_LENGTH);
        Character separator = separator(pushback);
        this.linesBefore = separator == null ? 0 : 1;
        this.delimiter = separator == null ? format.delimiter() : separator;
        this.text = new LastCharacter(pushback);
        this.rows = CsvReader.builder()
                .fieldSeparator(delimiter)
                .quoteCharacter(QUOTE)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .maxBufferSize(LONGEST)
                .build(
                        CsvRecordHandler.of(
                                limits -> limits.maxFieldSize(LONGEST).maxRecordSize(LONGEST)),
                        text)
                .iterator();
        CsvRecord header = nextRow();
        if (header == null) {
            throw new InputFileException(input.file(), "has no header", "its first line must name the columns");
        }
        String broken = broken(header, List.of());
        if (broken != null) {
            throw new InputFileException(
                    input.file(), "line " + line + ": " + BrokenRow.notIn(broken, encoding), "nothing was read");
        }
        this.columns = header.getFields().stream().map(String::strip).toList();
        this.columnIndexes = indexes();
    }

    @Override
    public SourceRecord next() throws InputFileException {
        CsvRecord row = nextRow();
        if (row == null) {
            return null;
        }
        records++;
        String broken = broken(row, columns);
        if (broken != null) {
            return BrokenRow.ofEncoding(fileName, records, line, broken, encoding, encode(row, delimiter));
        }
        if (row.getFieldCount() != columns.size()) {
            String detail = "has " + row.getFieldCount() + " fields, the header " + columns.size();
            return new BrokenRow(fileName, records, line, "wrong number of fields", detail, encode(row, delimiter));
        }
        Integer caseIndex = columnIndexes.get(caseColumn);
        long rowInCase = caseIndex == null ? 0 : caseRows.next(row.getField(caseIndex));
        return new Row(fileName, records, line, rowInCase, columnIndexes, row, delimiter);
    }

    @Override
    public List<String> columns() {
        return columns;
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

    private CsvRecord nextRow() throws InputFileException {
        try {
            CsvRecord row = rows.hasNext() ? rows.next() : null;
            if (row != null) {
                line = linesBefore + row.getStartingLineNumber();
                refuseUnclosedQuote(row);
            }
            return row;
        } catch (CsvParseException | UncheckedIOException failed) {
            throw explain(failed);
        }
    }

    /** What the first line says of the delimiter, if it does; it is taken then. */
    private Character separator(PushbackReader text) throws InputFileException {
        char[] start = new char[SEPARATOR_LENGTH];
        int length = 0;
        try {
            for (int count = 0; count >= 0 && length < start.length; length += Math.max(0, count)) {
                count = text.read(start, length, start.length - length);
            }
            Matcher line = SEPARATOR.matcher(new String(start, 0, length));
            boolean found = line.lookingAt();
            int taken = found ? line.end() : 0;
            text.unread(start, taken, length - taken);
            return found ? line.group(1).charAt(0) : null;
        } catch (IOException failed) {
            throw InputBytes.unreadable(input.file(), failed);
        }
    }

    /** The first byte of a row that is not in the encoding, its column and place; null where all are. */
    private String broken(CsvRecord row, List<String> names) {
        if (!decoded.escaped()) {
            return null;
        }
        for (int i = 0; i < row.getFieldCount(); i++) {
            String broken = Escapes.describe(row.getField(i));
            if (broken != null) {
                String column = i < names.size() ? "'" + names.get(i) + "'" : Integer.toString(i + 1);
                return broken + " of column " + column;
            }
        }
        return null;
    }

    /** The parser takes the end of the file for the missing quote; all rows after it would be one field. */
    private void refuseUnclosedQuote(CsvRecord row) throws InputFileException {
        if (!text.ended || text.last == QUOTE || rows.hasNext()) {
            return;
        }
        String lastField = row.getField(row.getFieldCount() - 1);
        if (lastField.indexOf('\n') >= 0 || lastField.indexOf('\r') >= 0) {
            throw new InputFileException(
                    input.file(),
                    "invalid CSV: a quote in the record that begins at line " + line + " is never closed",
                    "close it, or double a quote that belongs to the value");
        }
    }

    private InputFileException explain(RuntimeException failed) {
        InputFileException known = InputFileException.within(failed);
        if (known != null) {
            return known.after(records);
        }
        Throwable cause = failed.getCause() == null ? failed : failed.getCause();
        if (String.valueOf(cause.getMessage()).contains(Integer.toString(LONGEST))) {
            InputFileException tooLong = new InputFileException(
                    input.file(),
                    "the record after line " + line + " is longer than " + (LONGEST >> 20) + " million characters",
                    "check whether a quote is never closed, or whether this is a CSV file");
            tooLong.initCause(failed);
            return tooLong.after(records);
        }
        InputFileException explained = new InputFileException(
                input.file(),
                "invalid CSV after line " + line + ": " + cause.getMessage(),
                "check its quotes and its delimiter '" + delimiter + "'");
        explained.initCause(failed);
        return explained;
    }

    private Map<String, Integer> indexes() {
        Map<String, Integer> indexes = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            indexes.putIfAbsent(columns.get(i), i);
        }
        return indexes;
    }

    private static byte[] encode(CsvRecord row, char delimiter) {
        StringWriter text = new StringWriter();
        CsvWriter.builder()
                .fieldSeparator(delimiter)
                .quoteCharacter(QUOTE)
                .lineDelimiter(LineDelimiter.LF)
                .bufferSize(0)
                .build(text)
                .writeRecord(row.getFields());
        text.getBuffer().setLength(text.getBuffer().length() - 1);
        return Escapes.bytes(text.toString());
    }

    private record Row(
            String file,
            long record,
            long line,
            long rowInCase,
            Map<String, Integer> columnIndexes,
            CsvRecord values,
            char delimiter)
            implements SourceRow {
        @Override
        public String field(String name) {
            Integer index = columnIndexes.get(name);
            return index == null ? null : values.getField(index);
        }

        @Override
        public byte[] bytes() {
            return encode(values, delimiter);
        }
    }

    /** Remembers the last character that ends no line. */
    private static final class LastCharacter extends FilterReader {
        private char last;
        private boolean ended;

        LastCharacter(Reader in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int character = in.read();
            if (character < 0) {
                ended = true;
            } else {
                remember((char) character);
            }
            return character;
        }

        @Override
        public int read(char[] target, int offset, int length) throws IOException {
            int count = in.read(target, offset, length);
            ended = count < 0;
            for (int i = offset + count - 1; i >= offset; i--) {
                if (remember(target[i])) {
                    break;
                }
            }
            return count;
        }

        private boolean remember(char character) {
            boolean endsLine = character == '\n' || character == '\r';
            if (!endsLine) {
                last = character;
            }
            return !endsLine;
        }
    }
}
