package dev.crmpulse.embedded.clickhouse.engine;

import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** A result the engine has allocated: its error or its statistics and bytes. Closing it frees it. */
final class NativeResult implements AutoCloseable {
    private static final int COPY_BYTES = 1 << 16;

    private final ChdbLibrary library;
    private final Pointer result;

    NativeResult(ChdbLibrary library, Pointer result) {
        this.library = library;
        this.result = result;
    }

    /** Throws the error the result carries, if any. */
    void throwError() {
        Pointer error = library.chdb_result_error(result);
        if (error != null) {
            throw EngineException.parse(error.getString(0, StandardCharsets.UTF_8.name()));
        }
    }

    StatementStatistics statistics() {
        return new StatementStatistics(
                library.chdb_result_storage_rows_read(result),
                library.chdb_result_storage_bytes_read(result),
                library.chdb_result_rows_written(result),
                library.chdb_result_bytes_written(result),
                library.chdb_result_rows_read(result),
                library.chdb_result_bytes_read(result),
                (long) (library.chdb_result_elapsed(result) * TimeUnit.SECONDS.toNanos(1)));
    }

    long length() {
        return library.chdb_result_length(result);
    }

    void copyTo(ResultReceiver receiver) throws IOException {
        long length = length();
        if (length == 0) {
            return;
        }
        Pointer bytes = library.chdb_result_buffer(result);
        byte[] copy = new byte[(int) Math.min(COPY_BYTES, length)];
        for (long position = 0; position < length; ) {
            int count = (int) Math.min(copy.length, length - position);
            bytes.read(position, copy, 0, count);
            receiver.write(copy, 0, count);
            position += count;
        }
    }

    @Override
    public void close() {
        library.chdb_destroy_query_result(result);
    }
}
