package dev.crmpulse.embedded.clickhouse.http;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/**
 * The bytes of a request's body. Where they end before the announced length it fails: a sender that died must not have
 * half its rows inserted. Its end of use does not close the body, so that a refusal can still read the rest.
 */
final class BodyInputStream extends FilterInputStream {
    private final OptionalLong length;
    private long count;

    BodyInputStream(InputStream source, OptionalLong length) {
        super(source);
        this.length = length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int wanted) throws IOException {
        int read = super.read(target, offset, wanted);
        if (read < 0 && length.isPresent() && count < length.getAsLong()) {
            throw new EOFException("The body ends after " + count + " of " + length.getAsLong() + " bytes");
        }
        count += Math.max(0, read);
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public void close() {
        // Left to the exchange.
    }
}
