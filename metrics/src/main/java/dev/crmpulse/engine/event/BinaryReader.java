package dev.crmpulse.engine.event;

import java.io.DataInput;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** Returns what was written in place of the fields it walks through. */
public final class BinaryReader extends BinaryFields {
    private final DataInput in;
    private byte[] scratch = new byte[64];

    public BinaryReader(DataInput in) {
        this.in = in;
    }

    @Override
    public boolean isReading() {
        return true;
    }

    @Override
    public int octet(int now) throws IOException {
        return in.readUnsignedByte();
    }

    @Override
    public short fixedShort(short now) throws IOException {
        return in.readShort();
    }

    @Override
    public int fixedInt(int now) throws IOException {
        return in.readInt();
    }

    @Override
    public long fixedLong(long now) throws IOException {
        return in.readLong();
    }

    @Override
    public long varLong(long now) throws IOException {
        return BinaryCodec.readVarLong(in);
    }

    @Override
    public boolean flag(boolean now) throws IOException {
        return in.readBoolean();
    }

    @Override
    public String text(String now) throws IOException {
        int length = varInt(0);
        if (length == 0) {
            return "";
        }
        if (length > scratch.length) {
            scratch = new byte[length];
        }
        in.readFully(scratch, 0, length);
        return new String(scratch, 0, length, StandardCharsets.UTF_8);
    }

    @Override
    public byte[] bytes(byte[] now) throws IOException {
        byte[] bytes = new byte[varInt(0)];
        in.readFully(bytes);
        return bytes;
    }

    @Override
    public BigDecimal decimal(BigDecimal now) throws IOException {
        return BinaryCodec.readDecimal(in);
    }

    @Override
    public long time(long now) throws IOException {
        return in.readBoolean() ? in.readLong() : BinaryCodec.NO_TIME;
    }

    @Override
    public <E extends Enum<E>> E code(E now, Codes<E> codes) throws IOException {
        return codes.of(in.readUnsignedByte());
    }
}
