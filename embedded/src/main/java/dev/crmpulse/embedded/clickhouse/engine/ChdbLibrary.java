package dev.crmpulse.embedded.clickhouse.engine;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.file.Path;
import java.util.Map;

/** The C interface of libchdb 26.7; {@code size_t} is a Java long, so 64-bit platforms only. */
interface ChdbLibrary extends Library {
    /** Return value of a call that succeeded. */
    int SUCCESS = 0;

    /** RTLD_NOW and local: the engine's symbols must not meet those of other libraries in the JVM. */
    int OPEN_NOW_LOCAL = 2;

    static ChdbLibrary load(Path file) {
        return Native.load(file.toString(), ChdbLibrary.class, Map.of(Library.OPTION_OPEN_FLAGS, OPEN_NOW_LOCAL));
    }

    void chdb_set_signal_handlers_enabled(int enabled);

    Pointer chdb_connect(int argumentCount, Pointer arguments);

    void chdb_close_conn(Pointer connectionHolder);

    int chdb_shutdown();

    Pointer chdb_query_with_params_n(
            Pointer connection,
            byte[] sql,
            long sqlLength,
            byte[] format,
            long formatLength,
            Pointer names,
            Pointer nameLengths,
            Pointer values,
            Pointer valueLengths,
            long count);

    Pointer chdb_stream_query_with_params_n(
            Pointer connection,
            byte[] sql,
            long sqlLength,
            byte[] format,
            long formatLength,
            Pointer names,
            Pointer nameLengths,
            Pointer values,
            Pointer valueLengths,
            long count);

    Pointer chdb_stream_fetch_result(Pointer connection, Pointer stream);

    void chdb_stream_cancel_query(Pointer connection, Pointer stream);

    Pointer chdb_stream_insert_with_params_n(
            Pointer connection,
            byte[] sql,
            long sqlLength,
            byte[] format,
            long formatLength,
            Pointer names,
            Pointer nameLengths,
            Pointer values,
            Pointer valueLengths,
            long count);

    int chdb_stream_append(Pointer insert, Pointer data, long length);

    Pointer chdb_stream_done(Pointer insert);

    void chdb_stream_cancel_insert(Pointer insert);

    Pointer chdb_stream_insert_error(Pointer insert);

    void chdb_destroy_insert_stream(Pointer insert);

    int chdb_classify_query_n(
            Pointer connection, byte[] sql, long sqlLength, Pointer database, long databaseLength, Pointer analysis);

    Pointer chdb_result_buffer(Pointer result);

    long chdb_result_length(Pointer result);

    double chdb_result_elapsed(Pointer result);

    long chdb_result_rows_read(Pointer result);

    long chdb_result_bytes_read(Pointer result);

    long chdb_result_storage_rows_read(Pointer result);

    long chdb_result_storage_bytes_read(Pointer result);

    long chdb_result_rows_written(Pointer result);

    long chdb_result_bytes_written(Pointer result);

    Pointer chdb_result_error(Pointer result);

    void chdb_destroy_query_result(Pointer result);
}
