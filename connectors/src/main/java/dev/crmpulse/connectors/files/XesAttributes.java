package dev.crmpulse.connectors.files;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Arrays;

/** The attributes of a trace or event: a handful, so that looking through them beats hashing. */
final class XesAttributes {
    /** What an attribute takes beside its characters, roughly. */
    private static final int OVERHEAD_BYTES = 64;

    private String[] names = new String[8];
    private String[] values = new String[8];
    private int size;

    void add(String name, String value) {
        if (size == names.length) {
            names = Arrays.copyOf(names, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        names[size] = name;
        values[size++] = value;
    }

    /** Bytes that an attribute takes, about. */
    static long bytes(String name, String value) {
        return OVERHEAD_BYTES + name.length() + (long) value.length();
    }

    /** The value of the attribute, or null; of the last one where several have the name. */
    String get(String name) {
        for (int i = size - 1; i >= 0; i--) {
            if (names[i].equals(name)) {
                return values[i];
            }
        }
        return null;
    }

    void write(JsonGenerator json) throws IOException {
        for (int i = 0; i < size; i++) {
            json.writeStringField(names[i], values[i]);
        }
    }
}
