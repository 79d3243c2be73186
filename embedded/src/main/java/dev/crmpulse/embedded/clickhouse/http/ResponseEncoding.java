package dev.crmpulse.embedded.clickhouse.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.xxhash.XXHashFactory;

/** How an answer is compressed on its way: not, in ClickHouse's own blocks, or by an HTTP content encoding. */
enum ResponseEncoding {
    NONE(Optional.empty()),
    BLOCKS(Optional.empty()),
    LZ4(Optional.of("lz4")),
    GZIP(Optional.of("gzip")),
    DEFLATE(Optional.of("deflate"));

    private static final int BUFFER_BYTES = 1 << 16;

    private final Optional<String> contentEncoding;

    ResponseEncoding(Optional<String> contentEncoding) {
        this.contentEncoding = contentEncoding;
    }

    /** The first encoding of ours, in ClickHouse's order, that an Accept-Encoding header names. */
    static ResponseEncoding accepted(String acceptEncoding) {
        String accepted = acceptEncoding.toLowerCase(Locale.ROOT);
        for (ResponseEncoding encoding : values()) {
            if (encoding.contentEncoding.filter(accepted::contains).isPresent()) {
                return encoding;
            }
        }
        return NONE;
    }

    /** Value of the Content-Encoding header. */
    Optional<String> contentEncoding() {
        return contentEncoding;
    }

    OutputStream encode(OutputStream target) throws IOException {
        return switch (this) {
            case NONE -> target;
            case BLOCKS -> new BlockOutputStream(target);
            case LZ4 ->
                new LZ4FrameOutputStream(
                        target,
                        LZ4FrameOutputStream.BLOCKSIZE.SIZE_64KB,
                        -1,
                        LZ4Factory.fastestJavaInstance().fastCompressor(),
                        XXHashFactory.fastestJavaInstance().hash32(),
                        LZ4FrameOutputStream.FLG.Bits.BLOCK_INDEPENDENCE);
            case GZIP -> new GZIPOutputStream(target, BUFFER_BYTES, true);
            case DEFLATE -> new DeflaterOutputStream(target, new Deflater(), BUFFER_BYTES, true);
        };
    }
}
