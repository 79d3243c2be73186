package dev.crmpulse.bench;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;

/** Keeps, in this process, the rows that a query did not retract; a row may be retracted before it comes. */
final class LastRows implements Sink<Row> {
    private static final Map<Row, Integer> COUNTS = new ConcurrentHashMap<>();

    static void forget() {
        COUNTS.clear();
    }

    static Collection<Row> all() {
        return List.copyOf(COUNTS.keySet());
    }

    @Override
    public SinkWriter<Row> createWriter(WriterInitContext context) {
        return new SinkWriter<>() {
            @Override
            public void write(Row change, Context at) {
                boolean comes = change.getKind() == RowKind.INSERT || change.getKind() == RowKind.UPDATE_AFTER;
                Row row = Row.copy(change);
                row.setKind(RowKind.INSERT);
                COUNTS.compute(row, (same, count) -> {
                    int now = (count == null ? 0 : count) + (comes ? 1 : -1);
                    return now == 0 ? null : (Integer) now;
                });
            }

            @Override
            public void flush(boolean endOfInput) {
                // nothing is held back
            }

            @Override
            public void close() {
                // nothing to close
            }
        };
    }
}
