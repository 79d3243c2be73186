package dev.crmpulse.connectors.files;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.crmpulse.connectors.text.EscapingReader;
import dev.crmpulse.connectors.text.TextEncoding;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads the events of a XES log. Fields are the event's attributes by key and, prefixed {@code case:}, its trace's; an
 * attribute inside another is named {@code outer.inner}. One trace at a time is held, since its attributes may follow
 * its events.
 */
final class XesRecordReader implements RecordReader {
    static final String CASE_PREFIX = "case:";
    private static final JsonFactory JSON = new JsonFactory();

    /** Longest element, attribute or comment, in bytes; the parser holds one at a time. */
    private static final int LONGEST_BYTES = 1 << 24;

    /** Longest trace, in bytes held for it. */
    private static final long LONGEST_TRACE_BYTES = 1L << 29;

    private static final Pattern ENCODING =
            Pattern.compile("(?:\u00EF\u00BB\u00BF)?<\\?xml\\s[^>]*?encoding\\s*=\\s*[\"']([^\"'>]+)[\"']");

    private static final int MOST_NAMES = 10_000;

    /** Deepest nesting of elements; a log needs five, and attributes of attributes some more. */
    private static final int DEEPEST = 100;

    private final InputBytes input;
    private final String fileName;
    private final TextEncoding encoding;
    private final ShortElements bytes;
    private final EscapingReader text;
    private final XMLStreamReader xml;
    private final Queue<SourceRecord> trace = new ArrayDeque<>();
    /** One text for each name, of which a log has a few and every event all. */
    private final Map<String, String> names = new HashMap<>();

    private long records;
    private boolean inLog;
    private int depth;
    private long heldBytes;
    private int heldFromLine;

    XesRecordReader(InputBytes input) throws InputFileException {
        this.input = input;
        this.fileName = FileKind.name(input.file());
        this.encoding = input.encoding(stated());
        this.bytes = new ShortElements(input.behindMark(encoding));
        this.text = new EscapingReader(bytes, encoding);
        try {
            // not from bytes: the parser prints what it cannot decode to standard error
            this.xml = parser().createXMLStreamReader(text);
        } catch (XMLStreamException failed) {
            throw explain(failed);
        }
    }

    @Override
    public SourceRecord next() throws InputFileException {
        SourceRecord next = trace.poll();
        try {
            while (next == null && xml.hasNext()) {
                if (advance() == XMLStreamConstants.START_ELEMENT) {
                    enter(xml.getLocalName());
                }
                next = trace.poll();
            }
        } catch (XMLStreamException failed) {
            throw explain(failed);
        }
        return next;
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

    private static XMLInputFactory parser() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        return factory;
    }

    /** The encoding that the first line states, or null. */
    private Charset stated() throws InputFileException {
        Matcher declaration = ENCODING.matcher(input.start());
        if (!declaration.lookingAt()) {
            return null;
        }
        try {
            return TextEncoding.named(declaration.group(1));
        } catch (IllegalArgumentException unknown) {
            InputFileException explained = new InputFileException(
                    input.file(), "line 1: " + unknown.getMessage(), "state the one that it is in, such as UTF-8");
            explained.initCause(unknown);
            throw explained;
        }
    }

    private int advance() throws XMLStreamException, InputFileException {
        bytes.restart();
        int token = xml.next();
        if (token == XMLStreamConstants.DTD) {
            throw doctype();
        } else if (token == XMLStreamConstants.START_ELEMENT) {
            if (++depth > DEEPEST) {
                throw new InputFileException(
                                input.file(),
                                "line " + line() + ": elements are nested more than " + DEEPEST + " deep",
                                "export the log again without what is in there")
                        .after(records);
            }
        } else if (token == XMLStreamConstants.END_ELEMENT) {
            depth--;
        }
        return token;
    }

    private int line() {
        return xml.getLocation().getLineNumber();
    }

    private void enter(String element) throws XMLStreamException, InputFileException {
        if (!inLog) {
            if (!element.equals("log")) {
                throw new InputFileException(
                        input.file(), "is no XES log: its root is <" + element + ">", "give a log in XES format");
            }
            inLog = true;
        } else if (element.equals("trace")) {
            readTrace();
        } else if (element.equals("event")) {
            hold();
            readEvent(new XesAttributes(), 0);
        } else {
            skipElement();
        }
    }

    private void readTrace() throws XMLStreamException, InputFileException {
        hold();
        XesAttributes attributes = new XesAttributes();
        long row = 0;
        while (advance() != XMLStreamConstants.END_ELEMENT) {
            if (xml.isStartElement()) {
                if (xml.getLocalName().equals("event")) {
                    readEvent(attributes, ++row);
                } else {
                    readAttribute(CASE_PREFIX, attributes);
                }
            }
        }
    }

    private void readEvent(XesAttributes traceAttributes, long rowInCase)
            throws XMLStreamException, InputFileException {
        int line = line();
        XesAttributes attributes = new XesAttributes();
        while (advance() != XMLStreamConstants.END_ELEMENT) {
            if (xml.isStartElement()) {
                readAttribute("", attributes);
            }
        }
        trace.add(new Event(fileName, ++records, line, rowInCase, attributes, traceAttributes));
    }

    private void readAttribute(String prefix, XesAttributes target) throws XMLStreamException, InputFileException {
        String key = xml.getAttributeValue(null, "key");
        String value = xml.getAttributeValue(null, "value");
        if (key != null && value != null) {
            keep(prefix + key, value, target);
        }
        while (advance() != XMLStreamConstants.END_ELEMENT) {
            if (xml.isStartElement()) {
                readAttribute(key == null ? prefix : prefix + key + '.', target);
            }
        }
    }

    /** Begins to count what is held. */
    private void hold() {
        heldBytes = 0;
        heldFromLine = line();
    }

    private void keep(String name, String value, XesAttributes target) throws InputFileException {
        heldBytes += XesAttributes.bytes(name, value);
        if (heldBytes > LONGEST_TRACE_BYTES) {
            throw new InputFileException(
                            input.file(),
                            "the trace that begins at line " + heldFromLine + " is longer than "
                                    + (LONGEST_TRACE_BYTES >> 20) + " MB, and a trace is held as a whole",
                            "split it, or export the log as CSV")
                    .after(records);
        }
        target.add(names.size() < MOST_NAMES ? names.computeIfAbsent(name, known -> known) : name, value);
    }

    private void skipElement() throws XMLStreamException, InputFileException {
        int open = 1;
        while (open > 0) {
            int token = advance();
            if (token == XMLStreamConstants.START_ELEMENT) {
                open++;
            } else if (token == XMLStreamConstants.END_ELEMENT) {
                open--;
            }
        }
    }

    private InputFileException tooLong(XMLStreamException failed) {
        int line = failed.getLocation() == null
                ? 1
                : Math.max(1, failed.getLocation().getLineNumber());
        InputFileException explained = new InputFileException(
                input.file(),
                "line " + line + ": there is an element or value longer than " + (LONGEST_BYTES >> 20) + " MB",
                "export the log again without it");
        explained.initCause(failed);
        return explained.after(records);
    }

    private InputFileException doctype() {
        return new InputFileException(
                input.file(), "has a DOCTYPE, which is not read since it may fetch other files", "remove it");
    }

    private InputFileException explain(XMLStreamException failed) {
        if (bytes.exceeded()) {
            return tooLong(failed);
        }
        Throwable cause = failed.getNestedException() == null ? failed : failed.getNestedException();
        InputFileException known = InputFileException.within(cause);
        if (known != null) {
            return known.after(records);
        }
        String where = failed.getLocation() == null
                ? ""
                : " at line " + failed.getLocation().getLineNumber();
        InputFileException explained = text.escaped()
                ? new InputFileException(
                        input.file(),
                        "has bytes" + where + " that are not " + encoding.name(),
                        "state the encoding that it is in in its first line, or export the log again")
                : new InputFileException(
                        input.file(),
                        "invalid XML" + where + ": " + problem(failed),
                        "mend it or export the log again");
        explained.initCause(failed);
        return explained.after(records);
    }

    /** The parser's message after its own "ParseError at [row,col]:[1,2]\nMessage: ". */
    private static String problem(XMLStreamException failed) {
        String message = String.valueOf(failed.getMessage());
        int start = message.indexOf("Message: ");
        return (start < 0 ? message : message.substring(start + "Message: ".length())).replace('\n', ' ');
    }

    /** Ends where the parser wants more bytes for one element than an element may have. */
    private static final class ShortElements extends FilterInputStream {
        private long taken;

        ShortElements(InputStream in) {
            super(in);
        }

        void restart() {
            taken = 0;
        }

        boolean exceeded() {
            return taken > LONGEST_BYTES;
        }

        @Override
        public int read() throws IOException {
            int value = in.read();
            take(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = in.read(target, offset, length);
            take(Math.max(0, count));
            return count;
        }

        private void take(int count) throws IOException {
            taken += count;
            if (exceeded()) {
                throw new IOException("longer than " + LONGEST_BYTES + " bytes");
            }
        }
    }

    private record Event(
            String file, long record, long line, long rowInCase, XesAttributes attributes, XesAttributes ofTrace)
            implements SourceRow {
        @Override
        public String field(String name) {
            String value = attributes.get(name);
            return value == null && name.startsWith(CASE_PREFIX) ? ofTrace.get(name) : value;
        }

        @Override
        public byte[] bytes() {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (JsonGenerator json = JSON.createGenerator(bytes)) {
                json.writeStartObject();
                ofTrace.write(json);
                attributes.write(json);
                json.writeEndObject();
            } catch (IOException inMemory) {
                throw new UncheckedIOException(inMemory);
            }
            return bytes.toByteArray();
        }
    }
}
