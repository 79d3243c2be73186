package dev.crmpulse.connectors.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/**
 * Decodes text; bytes that are none of its encoding become {@link Escapes}, so that what is around them can be read and
 * they can be pointed at. No replacement character ever stands for them.
 */
public final class EscapingReader extends Reader {
    private static final int BUFFER_SIZE = 1 << 13;

    private final InputStream in;
    private final CharsetDecoder decoder;
    private final int unitBytes;
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER_SIZE).limit(0);
    private final CharBuffer chars = CharBuffer.allocate(BUFFER_SIZE).limit(0);
    private boolean ended;
    private boolean flushed;
    private boolean escaped;

    /** @param in begins behind the byte order mark */
    public EscapingReader(InputStream in, TextEncoding encoding) {
        this.in = in;
        this.decoder = encoding.charset()
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        this.unitBytes = encoding.unitBytes();
    }

    /** Whether anything of what was read so far had to be escaped. */
    public boolean escaped() {
        return escaped;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!chars.hasRemaining() && !decodeMore()) {
            return -1;
        }
        int count = Math.min(length, chars.remaining());
        chars.get(target, offset, count);
        return count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean decodeMore() throws IOException {
        chars.clear();
        while (!flushed) {
            CoderResult result = decoder.decode(bytes, chars, ended);
            if (result.isError()) {
                int broken = Math.min(unitBytes, result.length());
                if (chars.remaining() < broken) {
                    break;
                }
                escape(broken);
            } else if (result.isOverflow() || chars.position() > 0) {
                break;
            } else if (ended) {
                decoder.flush(chars);
                flushed = true;
            } else {
                fill();
            }
        }
        chars.flip();
        return chars.hasRemaining();
    }

    private void escape(int broken) {
        escaped = true;
        for (int i = 0; i < broken; i++) {
            chars.put(Escapes.of(bytes.get()));
        }
    }

    private void fill() throws IOException {
        bytes.compact();
        int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
        if (count < 0) {
            ended = true;
        } else {
            bytes.position(bytes.position() + count);
        }
        bytes.flip();
    }
}
