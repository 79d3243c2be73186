package dev.crmpulse.connectors.clickhouse;

import dev.crmpulse.connectors.kafka.DeadLetterOutlet;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Writes rows to ClickHouse exactly once: they are frozen at a checkpoint and inserted after it completed, so that no
 * reader ever sees what a failed attempt would have said. Attempts after a failure send the same bytes; replacing tables
 * keep one row a key, and appended tables drop a chunk whose token they have seen.
 */
public final class ClickHouseSink implements Sink<TableRow>, SupportsCommitter<InsertChunk> {
    private static final String ROWS_REFUSED = "rowsRefused";

    private final String job;
    private final long run;
    private final ClickHouseEndpoint endpoint;
    private final Duration patience;
    private final DeadLetterOutlet.Factory deadLetters;

    /**
     * @param job name of the job, part of every token
     * @param run number of the run, the upper half of every version
     * @param patience how long a checkpoint's rows are tried again before the job fails and restarts
     * @param deadLetters where rows go that their table refuses
     */
    public ClickHouseSink(
            String job,
            long run,
            ClickHouseEndpoint endpoint,
            Duration patience,
            DeadLetterOutlet.Factory deadLetters) {
        this.job = job;
        this.run = run;
        this.endpoint = endpoint;
        this.patience = patience;
        this.deadLetters = deadLetters;
    }

    @Override
    public SinkWriter<TableRow> createWriter(WriterInitContext context) {
        int subtask = context.getTaskInfo().getIndexOfThisSubtask();
        return new ChunkWriter(
                job, subtask, run, deadLetters.open(), context.metricGroup().counter(ROWS_REFUSED), Clock.systemUTC());
    }

    @Override
    public Committer<InsertChunk> createCommitter(CommitterInitContext context) {
        return new InsertingCommitter(new ChunkInserter(
                endpoint,
                patience,
                deadLetters.open(),
                context.metricGroup().counter(ROWS_REFUSED),
                Clock.systemUTC()));
    }

    @Override
    public SimpleVersionedSerializer<InsertChunk> getCommittableSerializer() {
        return new InsertChunkSerializer();
    }

    private record InsertingCommitter(ChunkInserter inserter) implements Committer<InsertChunk> {
        @Override
        public void commit(Collection<CommitRequest<InsertChunk>> requests) throws IOException, InterruptedException {
            for (CommitRequest<InsertChunk> request : requests) {
                inserter.insert(request.getCommittable());
            }
        }

        @Override
        public void close() throws IOException {
            inserter.close();
        }
    }
}
