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

    /** Something that writes itself through a walk. */
    public interface Walked {
        void to(BinaryWriter out) throws IOException;
    }

    public static Bytes walked(Walked walked) throws IOException {
        BinaryWriter writer = new BinaryWriter();
        walked.to(writer);
        return of(writer::writeTo);
    }

    public static Bytes of(Written written) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        written.to(new DataOutputStream(bytes));
        return new Bytes(HexFormat.of().formatHex(bytes.toByteArray()));
    }

    /** The codes of constants, one after the other. */
    @SafeVarargs
    public static <E extends Enum<E>> Bytes of(Codes<E> codes, E... constants) throws IOException {
        BinaryWriter writer = new BinaryWriter();
        for (E constant : constants) {
            writer.code(constant, codes);
        }
        return of(writer::writeTo);
    }

    /** Reads a new state and returns it. */
    public <S extends BinaryState> S into(S created) throws IOException {
        created.read(in());
        return created;
    }

    public DataInput in() {
        return new DataInputStream(new ByteArrayInputStream(HexFormat.of().parseHex(hex)));
    }
}
