package dev.crmpulse.engine.event;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HexFormat;

/** What a codec writes, as bytes to read back and as hex to hold it to. */
public record Bytes(String hex) {
    /** Something that writes itself. */
    public interface Written {
        void to(DataOutput out) throws IOException;
    }

    public static Bytes of(Written written) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        written.to(new DataOutputStream(bytes));
        return new Bytes(HexFormat.of().formatHex(bytes.toByteArray()));
    }

    public DataInput in() {
        return new DataInputStream(new ByteArrayInputStream(HexFormat.of().parseHex(hex)));
    }
}
