package dev.crmpulse.embedded.clickhouse.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.crmpulse.embedded.clickhouse.engine.ResultReceiver;
import dev.crmpulse.embedded.clickhouse.engine.StatementStatistics;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/** The answer to a statement that has not failed, or not yet: result, format and statistics. */
final class QueryResponse implements ResultReceiver {
    private static final int TAG_LENGTH = 16;

    private final HttpExchange exchange;
    private final RequestParameters parameters;
    private final OutputFormat format;
    private final ResponseEncoding encoding;
    private final String exceptionTag = randomTag();
    private final HeldOutputStream held;
    private final OutputStream encoded;
    private StatementStatistics statistics = StatementStatistics.NONE;

    QueryResponse(HttpExchange exchange, RequestParameters parameters, OutputFormat format) throws IOException {
        this.exchange = exchange;
        this.parameters = parameters;
        this.format = format;
        this.encoding = parameters.responseEncoding();
        this.held = new HeldOutputStream(exchange, this::setHeaders);
        this.encoded = encoding.encode(held);
    }

    private static String randomTag() {
        return ThreadLocalRandom.current()
                .ints(TAG_LENGTH, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Override
    public void progress(StatementStatistics soFar) {
        statistics = soFar;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        encoded.write(bytes, offset, length);
    }

    /** Sends the end of the answer. */
    void finish() throws IOException {
        encoded.close();
    }

    /** Whether the status 200 is on its way, so that an error can no longer change it. */
    boolean isCommitted() {
        return held.isCommitted();
    }

    /** Appends an error to a committed answer, framed as ClickHouse frames it; the connection must be cut afterwards. */
    void appendError(String message) throws IOException {
        String line = message + "\n";
        int lineBytes = line.getBytes(StandardCharsets.UTF_8).length;
        String frame = "\r\n__exception__\r\n" + exceptionTag + "\r\n" + line + lineBytes + " " + exceptionTag
                + "\r\n__exception__\r\n";
        encoded.write(frame.getBytes(StandardCharsets.UTF_8));
        encoded.flush();
    }

    private void setHeaders() {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", format.contentType());
        headers.set("X-ClickHouse-Query-Id", parameters.queryId());
        headers.set("X-ClickHouse-Format", format.name());
        headers.set("X-ClickHouse-Exception-Tag", exceptionTag);
        headers.set("X-ClickHouse-Summary", summary());
        encoding.contentEncoding().ifPresent(name -> headers.set("Content-Encoding", name));
    }

    private String summary() {
        return String.format(
                Locale.ROOT,
                "{\"read_rows\":\"%d\",\"read_bytes\":\"%d\",\"written_rows\":\"%d\",\"written_bytes\":\"%d\","
                        + "\"total_rows_to_read\":\"0\",\"result_rows\":\"%d\",\"result_bytes\":\"%d\","
                        + "\"elapsed_ns\":\"%d\"}",
                statistics.readRows(),
                statistics.readBytes(),
                statistics.writtenRows(),
                statistics.writtenBytes(),
                statistics.resultRows(),
                statistics.resultBytes(),
                statistics.elapsedNanos());
    }
}
