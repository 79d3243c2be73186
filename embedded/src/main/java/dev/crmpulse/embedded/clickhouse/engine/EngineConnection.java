package dev.crmpulse.embedded.clickhouse.engine;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** One connection to the engine: its settings, database and temporary tables. One statement at a time. */
public final class EngineConnection implements AutoCloseable {
    private static final String TEXT_FORMAT = "TabSeparatedRaw";
    private static final int ANALYSIS_BYTES = 16;
    private static final int STATEMENTS_OFFSET = 4;
    private static final int EFFECT_OFFSET = 12;

    private final ChdbLibrary library;
    private final Pointer holder;
    private final Pointer connection;

    EngineConnection(ChdbLibrary library, Pointer holder) {
        this.library = library;
        this.holder = holder;
        this.connection = holder.getPointer(0);
    }

    /** Runs a statement that returns nothing. */
    public void execute(String sql) {
        text(sql);
    }

    /** Runs a statement and returns its rows: columns separated by tabs, rows by line feeds, nothing escaped. */
    public String text(String sql) {
        return text(sql, Map.of());
    }

    /** As {@link #text(String)}, with values for {@code {name:Type}}. */
    public String text(String sql, Map<String, String> parameters) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            query(sql.getBytes(StandardCharsets.UTF_8), TEXT_FORMAT, parameters, new ResultReceiver() {
                @Override
                public void progress(StatementStatistics soFar) {}

                @Override
                public void write(byte[] bytes, int offset, int length) {
                    text.write(bytes, offset, length);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    /**
     * Runs any statement to its end, then hands over its result; an error comes before the first byte.
     *
     * @param format output format of a statement that names none
     * @throws EngineException if the statement fails
     */
    public void query(byte[] sql, String format, Map<String, String> parameters, ResultReceiver receiver)
            throws IOException {
        byte[] formatName = format.getBytes(StandardCharsets.US_ASCII);
        NativeParameters bound = new NativeParameters(parameters);
        try (NativeResult result = new NativeResult(
                library,
                library.chdb_query_with_params_n(
                        connection,
                        sql,
                        sql.length,
                        formatName,
                        formatName.length,
                        bound.names(),
                        bound.nameLengths(),
                        bound.values(),
                        bound.valueLengths(),
                        bound.count()))) {
            result.throwError();
            receiver.progress(result.statistics());
            result.copyTo(receiver);
        }
    }

    /**
     * Runs a SELECT and hands over its result block by block, each formatted alone: only for formats without header and
     * footer. An error may come after the first bytes.
     *
     * @throws EngineException if the statement fails
     */
    public void stream(byte[] sql, String format, Map<String, String> parameters, ResultReceiver receiver)
            throws IOException {
        byte[] formatName = format.getBytes(StandardCharsets.US_ASCII);
        NativeParameters bound = new NativeParameters(parameters);
        Pointer stream = library.chdb_stream_query_with_params_n(
                connection,
                sql,
                sql.length,
                formatName,
                formatName.length,
                bound.names(),
                bound.nameLengths(),
                bound.values(),
                bound.valueLengths(),
                bound.count());
        try (NativeResult head = new NativeResult(library, stream)) {
            head.throwError();
            fetchAll(stream, receiver);
        }
    }

    private void fetchAll(Pointer stream, ResultReceiver receiver) throws IOException {
        StatementStatistics total = StatementStatistics.NONE;
        boolean ended = false;
        try {
            while (!ended) {
                try (NativeResult block =
                        new NativeResult(library, library.chdb_stream_fetch_result(connection, stream))) {
                    ended = block.length() == 0;
                    block.throwError();
                    total = total.plus(block.statistics());
                    receiver.progress(total);
                    block.copyTo(receiver);
                }
            }
        } finally {
            if (!ended) {
                library.chdb_stream_cancel_query(connection, stream);
            }
        }
    }

    /**
     * Inserts rows given in an input format.
     *
     * @param sql the INSERT without its FORMAT clause, e.g. {@code INSERT INTO t (a, b)}
     * @throws EngineException if the statement or a row is wrong; blocks filled before it stay inserted
     * @throws IOException if reading the rows fails; the block being filled is not inserted
     */
    public StatementStatistics insert(String sql, String format, Map<String, String> parameters, InputStream rows)
            throws IOException {
        byte[] text = sql.getBytes(StandardCharsets.UTF_8);
        byte[] formatName = format.getBytes(StandardCharsets.US_ASCII);
        NativeParameters bound = new NativeParameters(parameters);
        try (NativeInsert insert = new NativeInsert(
                library,
                library.chdb_stream_insert_with_params_n(
                        connection,
                        text,
                        text.length,
                        formatName,
                        formatName.length,
                        bound.names(),
                        bound.nameLengths(),
                        bound.values(),
                        bound.valueLengths(),
                        bound.count()))) {
            return insert.write(rows);
        }
    }

    /** Parses a text without running it. */
    public StatementAnalysis analyse(byte[] sql) {
        try (Memory analysis = new Memory(ANALYSIS_BYTES)) {
            analysis.clear();
            analysis.setInt(0, ANALYSIS_BYTES);
            int state = library.chdb_classify_query_n(connection, sql, sql.length, null, 0, analysis);
            if (state != ChdbLibrary.SUCCESS) {
                return new StatementAnalysis(0, StatementAnalysis.Effect.UNKNOWN);
            }
            return new StatementAnalysis(
                    analysis.getInt(STATEMENTS_OFFSET), StatementAnalysis.Effect.of(analysis.getInt(EFFECT_OFFSET)));
        }
    }

    @Override
    public void close() {
        library.chdb_close_conn(holder);
    }
}
