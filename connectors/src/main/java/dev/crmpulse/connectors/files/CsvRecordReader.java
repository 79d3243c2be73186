package dev.crmpulse.connectors.files;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Reads CSV (RFC 4180) with a header row in UTF-8. Names of columns are trimmed, values are not. */
final class CsvRecordReader implements RecordReader {
    private static final char QUOTE = '"';

    private final InputBytes input;
    private final String fileName;
    private final char delimiter;
    private final LastCharacter text;
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
        this.delimiter = format.delimiter();
        this.caseColumn = format.caseColumn();
        this.text = new LastCharacter(
                new InputStreamReader(input.utf8(), StandardCharsets.UTF_8.newDecoder())); // reports what is not UTF-8
        this.rows = CsvReader.builder()
                .fieldSeparator(delimiter)
                .quoteCharacter(QUOTE)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .ofCsvRecord(text)
                .iterator();
        CsvRecord header = nextRow();
        if (header == null) {
            throw new InputFileException(input.file(), "is empty", "its first line must name the columns");
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
                line = row.getStartingLineNumber();
                refuseUnclosedQuote(row);
            }
            return row;
        } catch (CsvParseException | UncheckedIOException failed) {
            throw explain(failed);
        }
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
        InputFileException explained;
        Throwable cause = failed.getCause();
        if (cause instanceof CharacterCodingException) {
            explained = new InputFileException(
                    input.file(), "is not UTF-8 text (after line " + line + ")", "save it as UTF-8");
        } else {
            Throwable told = cause == null ? failed : cause;
            explained = new InputFileException(
                    input.file(),
                    "invalid CSV after line " + line + ": " + told.getMessage(),
                    "check its quotes and its delimiter '" + delimiter + "'");
        }
        explained.initCause(failed);
        return explained;
    }

    private Map<String, Integer> indexes() throws InputFileException {
        Map<String, Integer> indexes = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            if (indexes.put(columns.get(i), i) != null) {
                throw new InputFileException(
                        input.file(), "names the column '" + columns.get(i) + "' twice", "rename one of them");
            }
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
        return text.toString().getBytes(StandardCharsets.UTF_8);
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
