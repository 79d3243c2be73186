package dev.crmpulse.connectors.cloudevents;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.crmpulse.engine.event.CrmEvent;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Hashes the content of events whose twins count as duplicates: type, subject, original time, sequence, actor and all data
 * without the members that say where the event was read ({@code origin_*}). It reads the JSON once more, so that events
 * without twins, which are nearly all, cost nothing.
 */
public final class ContentHasher {
    private final JsonFactory json = new JsonFactory();

    /**
     * The hash of an event that passed the contract; never {@link CrmEvent#NO_TWINS}.
     *
     * @throws UncheckedIOException where its JSON cannot be read after all
     */
    public long hash(ParsedEvent event) {
        long hash = ContentHash.content(
                ContentHash.text(event.typeName()),
                ContentHash.text(event.subject()),
                event.originalTimeMillis(),
                event.event().sequence(),
                ContentHash.text(event.event().actor()),
                data(event.json()));
        return hash == CrmEvent.NO_TWINS ? ContentHash.NULL : hash;
    }

    private long data(byte[] event) {
        try (JsonParser in = json.createParser(event)) {
            in.nextToken();
            long hash = ContentHash.NULL;
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                boolean isData = in.currentName().equals("data");
                in.nextToken();
                if (isData) {
                    hash = dataHash(in);
                } else {
                    in.skipChildren();
                }
            }
            return hash;
        } catch (IOException broken) {
            throw new UncheckedIOException("an event that was read once cannot be read again", broken);
        }
    }

    private static long dataHash(JsonParser in) throws IOException {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            return hash(in);
        }
        long object = ContentHash.EMPTY_OBJECT;
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            in.nextToken();
            long value = hash(in);
            if (!name.startsWith("origin_")) {
                object = ContentHash.member(object, name, value);
            }
        }
        return object;
    }

    private static long hash(JsonParser in) throws IOException {
        return switch (in.currentToken()) {
            case VALUE_STRING -> ContentHash.text(in.getText());
            case VALUE_NUMBER_INT ->
                in.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? decimalHash(in)
                        : ContentHash.number(in.getLongValue());
            case VALUE_NUMBER_FLOAT -> decimalHash(in);
            case VALUE_TRUE -> ContentHash.TRUE;
            case VALUE_FALSE -> ContentHash.FALSE;
            case START_OBJECT -> {
                long object = ContentHash.EMPTY_OBJECT;
                while (in.nextToken() == JsonToken.FIELD_NAME) {
                    String name = in.currentName();
                    in.nextToken();
                    object = ContentHash.member(object, name, hash(in));
                }
                yield object;
            }
            case START_ARRAY -> {
                long array = ContentHash.EMPTY_ARRAY;
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    array = ContentHash.element(array, hash(in));
                }
                yield array;
            }
            default -> ContentHash.NULL;
        };
    }

    private static long decimalHash(JsonParser in) throws IOException {
        try {
            return ContentHash.number(in.getDecimalValue());
        } catch (ArithmeticException | NumberFormatException beyondAnyScale) {
            // Such a number stands for itself as it is written; it equals no other way to write it.
            return ContentHash.text(in.getText());
        }
    }
}
