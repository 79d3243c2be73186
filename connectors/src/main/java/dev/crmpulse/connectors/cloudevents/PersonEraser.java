package dev.crmpulse.connectors.cloudevents;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.crmpulse.engine.event.DataMember;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * Rewrites events so that they do not name a person any more, and no figure changes: ids become the pseudonym wherever they
 * stand, texts keep their length. Of what the person wrote, and of what is written about the person, free texts and all that no
 * metric reads are replaced whole; elsewhere what mentions the person is.
 */
public final class PersonEraser {
    /** What people write as they like. */
    private static final Set<DataMember> FREE_TEXTS = Set.of(DataMember.NOTES, DataMember.NEXT_STEP, DataMember.LINK);

    /** Attributes of CloudEvents that nobody here reads and that are not about anybody. */
    private static final Set<String> ENVELOPE = Set.of("specversion", "datacontenttype", "dataschema");

    private static final JsonFactory JSON =
            JsonFactory.builder().disable(JsonFactory.Feature.CHARSET_DETECTION).build();

    private final Erasure erasure;
    private final PersonMentions mentions;

    public PersonEraser(Erasure erasure) {
        this.erasure = erasure;
        this.mentions = new PersonMentions(erasure);
    }

    /** The event without the person; the same array where it does not name the person. */
    public byte[] erase(byte[] event) {
        try {
            return mayConcern(event) ? rewritten(event) : event;
        } catch (IOException impossible) {
            throw new IllegalStateException("an event that was taken in is JSON", impossible);
        }
    }

    /**
     * The record without the person, whatever it holds: the same array where it does not name the person, empty where it does
     * and nobody can say what belongs to the person in it.
     */
    public Optional<byte[]> eraseUnreadable(byte[] record) {
        try {
            byte[] rewritten = mayConcern(record) ? rewritten(record) : record;
            return mentions.isIn(text(rewritten)) ? Optional.empty() : Optional.of(rewritten);
        } catch (IOException noJson) {
            return mentions.isIn(text(record)) ? Optional.empty() : Optional.of(record);
        }
    }

    /** Whether a text says who the person is. */
    public boolean isMentionedIn(String text) {
        return mentions.isIn(text);
    }

    private boolean mayConcern(byte[] event) {
        String text = text(event);
        // behind a backslash any character may be another one
        return text.indexOf('\\') >= 0 || mentions.mayBeIn(text);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private byte[] rewritten(byte[] event) throws IOException {
        Part part = part(event);
        if (!part.tenant.equals(erasure.tenant())) {
            return event;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(event.length);
        Copy copy;
        try (JsonParser in = JSON.createParser(event);
                JsonGenerator out = JSON.createGenerator(bytes)) {
            copy = new Copy(in, out, part);
            copy.event();
        }
        return copy.changed ? bytes.toByteArray() : event;
    }

    /**
     * The part that the person has in an event.
     *
     * @param isPersonal whether the person wrote it, or it is about the person
     */
    private record Part(String tenant, String type, boolean isActor, boolean isPersonal) {}

    private Part part(byte[] event) throws IOException {
        String tenant = "";
        String type = "";
        String actor = "";
        String actorType = "";
        boolean isSubject = false;
        try (JsonParser in = JSON.createParser(event)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("no JSON object");
            }
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String name = in.currentName();
                JsonToken value = in.nextToken();
                String text = value.isScalarValue() ? in.getText() : "";
                switch (name) {
                    case "tenant" -> tenant = text;
                    case "type" -> type = text;
                    case "actor" -> actor = text;
                    case "actortype" -> actorType = text;
                    case "subject" -> isSubject |= isPerson(text);
                    case "data" -> isSubject |= value == JsonToken.START_OBJECT && isSubjectOf(in);
                    default -> {}
                }
                // of an object that was read to its end nothing is left to skip
                in.skipChildren();
            }
        }
        boolean isActor = actor.equals(erasure.id()) && erasure.kind().mayAct(actorType);
        return new Part(tenant, type, isActor, isActor || isSubject);
    }

    private boolean isPerson(String subject) {
        int slash = subject.indexOf('/');
        return slash > 0
                && subject.substring(slash + 1).equals(erasure.id())
                && erasure.kind().isLabelled(subject.substring(0, slash));
    }

    private boolean isSubjectOf(JsonParser data) throws IOException {
        boolean found = false;
        while (data.nextToken() == JsonToken.FIELD_NAME) {
            String name = data.currentName();
            JsonToken value = data.nextToken();
            found |= value.isScalarValue()
                    && data.getText().equals(erasure.id())
                    && erasure.kind().isSubjectIn(name);
            data.skipChildren();
        }
        return found;
    }

    /** Copies one event, token by token, so that numbers stay as they are written. */
    private final class Copy {
        private final JsonParser in;
        private final JsonGenerator out;
        private final Part part;
        private boolean changed;

        Copy(JsonParser in, JsonGenerator out, Part part) {
            this.in = in;
            this.out = out;
            this.part = part;
        }

        void event() throws IOException {
            in.nextToken();
            out.writeStartObject();
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String name = name();
                JsonToken value = in.nextToken();
                if (name.equals("data") && value == JsonToken.START_OBJECT) {
                    data();
                } else if (value.isScalarValue() && (Attribute.named(name) != null || ENVELOPE.contains(name))) {
                    attribute(name);
                } else {
                    unread();
                }
            }
            out.writeEndObject();
            if (in.nextToken() != null) {
                throw new IOException("more follows after the event");
            }
        }

        private void attribute(String name) throws IOException {
            String text = in.getText();
            if (name.equals("subject") && isPerson(text)) {
                // the label may be another one than that of the kind, which stands for several
                put(text.substring(0, text.indexOf('/') + 1) + erasure.pseudonym());
            } else if (name.equals("actor") && part.isActor) {
                put(erasure.pseudonym());
            } else {
                label();
            }
        }

        private void data() throws IOException {
            out.writeStartObject();
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String name = name();
                JsonToken value = in.nextToken();
                DataMember member = DataMember.named(name);
                if (value.isScalarValue()
                        && in.getText().equals(erasure.id())
                        && erasure.kind().isNamedBy(name, part.type)) {
                    put(erasure.pseudonym());
                } else if (member != null && member.kind().isNamed()) {
                    named();
                } else if (member == null || FREE_TEXTS.contains(member) || !value.isScalarValue()) {
                    unread();
                } else {
                    label();
                }
            }
            out.writeEndObject();
        }

        /** Names are labels too, and few events mention a person in one. */
        private String name() throws IOException {
            String name = in.currentName();
            String renamed = mentions.renamed(name);
            changed |= !renamed.equals(name);
            out.writeFieldName(renamed);
            return name;
        }

        /** What figures are grouped or found by. */
        private void label() throws IOException {
            if (in.currentToken() == JsonToken.VALUE_STRING) {
                put(mentions.renamed(in.getText()));
            } else {
                as();
            }
        }

        /** Labels by free names. */
        private void named() throws IOException {
            if (in.currentToken() != JsonToken.START_OBJECT) {
                unread();
                return;
            }
            out.writeStartObject();
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                name();
                if (in.nextToken().isScalarValue()) {
                    label();
                } else {
                    unread();
                }
            }
            out.writeEndObject();
        }

        /** What no figure knows but by its length, with all that is in it. */
        private void unread() throws IOException {
            switch (in.currentToken()) {
                case START_OBJECT -> {
                    out.writeStartObject();
                    while (in.nextToken() == JsonToken.FIELD_NAME) {
                        name();
                        in.nextToken();
                        unread();
                    }
                    out.writeEndObject();
                }
                case START_ARRAY -> {
                    out.writeStartArray();
                    while (in.nextToken() != JsonToken.END_ARRAY) {
                        unread();
                    }
                    out.writeEndArray();
                }
                case VALUE_STRING ->
                    put(part.isPersonal ? mentions.filled(in.getText()) : mentions.masked(in.getText()));
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                    // a number may be that of a telephone
                    if (part.isPersonal) {
                        put(mentions.filled(in.getText()));
                    } else {
                        as();
                    }
                }
                default -> as();
            }
        }

        private void put(String text) throws IOException {
            changed |= in.currentToken() != JsonToken.VALUE_STRING || !text.equals(in.getText());
            out.writeString(text);
        }

        private void as() throws IOException {
            if (in.currentToken() == JsonToken.VALUE_NUMBER_INT || in.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
                out.writeNumber(in.getText());
            } else {
                out.copyCurrentEvent(in);
            }
        }
    }
}
