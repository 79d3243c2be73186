package dev.crmpulse.embedded.clickhouse.http;

import com.sun.net.httpserver.HttpExchange;
import dev.crmpulse.embedded.clickhouse.engine.EngineException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FrameInputStream;
import net.jpountz.xxhash.XXHashFactory;

/** The body of a request as its sender wrote it, before any compression. A body cut short is an error, never an end. */
final class RequestBody {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int DRAINED_BYTES = 64 << 20;

    private RequestBody() {}

    /** @throws EngineException if the encoding is not one of gzip, deflate, lz4 and ClickHouse's blocks */
    static InputStream decoded(HttpExchange exchange, RequestParameters parameters) throws IOException {
        InputStream body = decodedContent(whole(exchange, parameters), parameters);
        return parameters.bodyIsBlocks() ? new BlockInputStream(body) : body;
    }

    private static InputStream whole(HttpExchange exchange, RequestParameters parameters) {
        OptionalLong length = parameters
                .header("Content-Length")
                .map(text -> OptionalLong.of(Long.parseLong(text)))
                .orElse(OptionalLong.empty());
        return new BodyInputStream(exchange.getRequestBody(), length);
    }

    private static InputStream decodedContent(InputStream body, RequestParameters parameters) throws IOException {
        if (parameters.header("Content-Type").orElse("").startsWith("multipart/")) {
            throw EngineException.of(
                    48, "NOT_IMPLEMENTED", "Multipart bodies are not supported: send parameters in the URL");
        }
        String encoding =
                parameters.header("Content-Encoding").orElse("identity").toLowerCase(Locale.ROOT);
        return switch (encoding) {
            case "identity" -> body;
            case "gzip" -> new GZIPInputStream(body, BUFFER_BYTES);
            case "deflate" -> new InflaterInputStream(body);
            case "lz4" ->
                new LZ4FrameInputStream(
                        body,
                        LZ4Factory.fastestJavaInstance().safeDecompressor(),
                        XXHashFactory.fastestJavaInstance().hash32());
            default ->
                throw EngineException.of(89, "UNKNOWN_COMPRESSION_METHOD", "Unknown compression method " + encoding);
        };
    }

    /** Reads what is left of a refused body, so that its sender comes to read the refusal. */
    static void drain(HttpExchange exchange) throws IOException {
        InputStream body = exchange.getRequestBody();
        byte[] discarded = new byte[BUFFER_BYTES];
        int count = 0;
        for (long total = 0; count >= 0 && total < DRAINED_BYTES; total += count) {
            count = body.read(discarded);
        }
    }
}
