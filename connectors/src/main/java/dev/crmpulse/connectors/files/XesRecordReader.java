package dev.crmpulse.connectors.files;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
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

    private final InputBytes input;
    private final String fileName;
    private final XMLStreamReader xml;
    private final Queue<SourceRecord> trace = new ArrayDeque<>();
    private long records;
    private boolean inLog;

    XesRecordReader(InputBytes input) throws InputFileException {
        this.input = input;
        this.fileName = FileKind.name(input.file());
        try {
            this.xml = parser().createXMLStreamReader(input.bytes());
        } catch (XMLStreamException failed) {
            throw explain(failed);
        }
    }

    @Override
    public SourceRecord next() throws InputFileException {
        SourceRecord next = trace.poll();
        try {
            while (next == null && xml.hasNext()) {
                int token = xml.next();
                if (token == XMLStreamConstants.DTD) {
                    throw doctype();
                }
                if (token == XMLStreamConstants.START_ELEMENT) {
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
            readEvent(new XesAttributes(), 0);
        } else {
            skipElement();
        }
    }

    private void readTrace() throws XMLStreamException {
        XesAttributes attributes = new XesAttributes();
        long row = 0;
        while (xml.next() != XMLStreamConstants.END_ELEMENT) {
            if (xml.isStartElement()) {
                if (xml.getLocalName().equals("event")) {
                    readEvent(attributes, ++row);
                } else {
                    readAttribute(CASE_PREFIX, attributes);
                }
            }
        }
    }

    private void readEvent(XesAttributes traceAttributes, long rowInCase) throws XMLStreamException {
        int line = xml.getLocation().getLineNumber();
        XesAttributes attributes = new XesAttributes();
        while (xml.next() != XMLStreamConstants.END_ELEMENT) {
            if (xml.isStartElement()) {
                readAttribute("", attributes);
            }
        }
        trace.add(new Event(fileName, ++records, line, rowInCase, attributes, traceAttributes));
    }

    private void readAttribute(String prefix, XesAttributes target) throws XMLStreamException {
        String key = xml.getAttributeValue(null, "key");
        String value = xml.getAttributeValue(null, "value");
        if (key != null && value != null) {
            target.add(prefix + key, value);
        }
        while (xml.next() != XMLStreamConstants.END_ELEMENT) {
            if (xml.isStartElement()) {
                readAttribute(key == null ? prefix : prefix + key + '.', target);
            }
        }
    }

    private void skipElement() throws XMLStreamException {
        int open = 1;
        while (open > 0) {
            int token = xml.next();
            if (token == XMLStreamConstants.START_ELEMENT) {
                open++;
            } else if (token == XMLStreamConstants.END_ELEMENT) {
                open--;
            }
        }
    }

    private InputFileException doctype() {
        return new InputFileException(
                input.file(), "has a DOCTYPE, which is not read since it may fetch other files", "remove it");
    }

    private InputFileException explain(XMLStreamException failed) {
        Throwable cause = failed.getNestedException() == null ? failed : failed.getNestedException();
        InputFileException known = InputFileException.within(cause);
        if (known != null) {
            return known.after(records);
        }
        String where = failed.getLocation() == null
                ? ""
                : " at line " + failed.getLocation().getLineNumber();
        InputFileException explained = new InputFileException(
                input.file(), "invalid XML" + where + ": " + problem(failed), "mend it or export the log again");
        explained.initCause(failed);
        return explained.after(records);
    }

    /** The parser's message after its own "ParseError at [row,col]:[1,2]\nMessage: ". */
    private static String problem(XMLStreamException failed) {
        String message = String.valueOf(failed.getMessage());
        int start = message.indexOf("Message: ");
        return (start < 0 ? message : message.substring(start + "Message: ".length())).replace('\n', ' ');
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
