package dev.crmpulse.embedded.clickhouse.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Holds the first MiB of a successful answer back: until then an error can still become the status, and a short answer
 * goes out at once with its length.
 */
final class HeldOutputStream extends OutputStream {
    private static final int HELD_BYTES = 1 << 20;
    private static final int OK = 200;
    private static final int NO_BODY = -1;
    private static final int CHUNKED = 0;

    private final HttpExchange exchange;
    private final Runnable beforeHeaders;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private boolean committed;

    /** @param beforeHeaders sets the answer's headers, just before they go out */
    HeldOutputStream(HttpExchange exchange, Runnable beforeHeaders) {
        this.exchange = exchange;
        this.beforeHeaders = beforeHeaders;
    }

    boolean isCommitted() {
        return committed;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (!committed && held.size() + length > HELD_BYTES) {
            commit(CHUNKED);
        }
        if (committed) {
            exchange.getResponseBody().write(bytes, offset, length);
        } else {
            held.write(bytes, offset, length);
        }
    }

    private void commit(long contentLength) throws IOException {
        beforeHeaders.run();
        exchange.sendResponseHeaders(OK, contentLength);
        committed = true;
        held.writeTo(exchange.getResponseBody());
    }

    /** Sends what has been written after the answer was committed; what is held stays held. */
    @Override
    public void flush() throws IOException {
        if (committed) {
            exchange.getResponseBody().flush();
        }
    }

    @Override
    public void close() throws IOException {
        boolean bodiless = held.size() == 0 || exchange.getRequestMethod().equals("HEAD");
        if (!committed && bodiless) {
            beforeHeaders.run();
            exchange.sendResponseHeaders(OK, NO_BODY);
            committed = true;
            return;
        }
        if (!committed) {
            commit(held.size());
        }
        exchange.getResponseBody().close();
    }
}
