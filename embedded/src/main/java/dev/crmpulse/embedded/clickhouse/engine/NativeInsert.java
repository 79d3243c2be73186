package dev.crmpulse.embedded.clickhouse.engine;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * An insert in progress. The engine cuts blocks by the insert's settings (rows and bytes), never where one append ends,
 * so the pieces in which a body arrives do not show in the table's parts.
 */
final class NativeInsert implements AutoCloseable {
    private static final int APPEND_BYTES = 1 << 17;

    private final ChdbLibrary library;
    private final Pointer insert;

    NativeInsert(ChdbLibrary library, Pointer insert) {
        this.library = library;
        this.insert = insert;
    }

    /** Feeds all rows and commits. If reading them fails, the block being filled is not inserted. */
    StatementStatistics write(InputStream rows) throws IOException {
        throwError();
        boolean taken = true;
        boolean finished = false;
        try (Memory piece = new Memory(APPEND_BYTES)) {
            byte[] copy = new byte[APPEND_BYTES];
            for (int n; taken && (n = rows.readNBytes(copy, 0, copy.length)) > 0; ) {
                piece.write(0, copy, 0, n);
                taken = library.chdb_stream_append(insert, piece, n) == ChdbLibrary.SUCCESS;
            }
            finished = true;
        } finally {
            if (!finished) {
                library.chdb_stream_cancel_insert(insert);
            }
        }
        try (NativeResult result = new NativeResult(library, library.chdb_stream_done(insert))) {
            result.throwError();
            if (!taken) {
                throw EngineException.of(117, "INCORRECT_DATA", "There are bytes after the end of the rows");
            }
            return result.statistics();
        }
    }

    private void throwError() {
        Pointer error = library.chdb_stream_insert_error(insert);
        if (error != null) {
            throw EngineException.parse(error.getString(0, StandardCharsets.UTF_8.name()));
        }
    }

    @Override
    public void close() {
        library.chdb_destroy_insert_stream(insert);
    }
}
