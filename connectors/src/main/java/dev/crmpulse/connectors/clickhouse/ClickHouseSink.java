package dev.crmpulse.connectors.clickhouse;

import dev.crmpulse.connectors.kafka.DeadLetterPublisher;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.InitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPreCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Writes rows to ClickHouse exactly once: they are encoded at a checkpoint and inserted after it completed, so that no
 * reader ever sees what a failed attempt would have said. Attempts after a failure send the same bytes; replacing tables
 * keep one row a key, and appended tables drop a batch whose token they have seen. Where a token may be known without its
 * rows, they are looked for, see {@link BatchInserter}.
 */
public final class ClickHouseSink
        implements Sink<TableRow>, SupportsCommitter<InsertBatch>, SupportsPreCommitTopology<InsertBatch, InsertBatch> {
    private static final String ROWS_REFUSED = "rowsRefused";

    private final String job;
    private final long run;
    private final ClickHouseEndpoint endpoint;
    private final Duration timeout;
    private final DeadLetterPublisher.Factory deadLetters;

    /**
     * @param job name of the job, with which tokens begin
     * @param run number of the run, the upper half of every version
     * @param timeout how long a checkpoint's rows are tried again before the job fails and restarts
     * @param deadLetters where rows go that their table refuses
     */
    public ClickHouseSink(
            String job,
            long run,
            ClickHouseEndpoint endpoint,
            Duration timeout,
            DeadLetterPublisher.Factory deadLetters) {
        this.job = job;
        this.run = run;
        this.endpoint = endpoint;
        this.timeout = timeout;
        this.deadLetters = deadLetters;
    }

    @Override
    public SinkWriter<TableRow> createWriter(WriterInitContext context) {
        return new BatchWriter(
                attempt(context),
                run,
                BatchLimits.ofHeap(
                        Runtime.getRuntime().maxMemory(), context.getTaskInfo().getNumberOfParallelSubtasks()),
                deadLetters.open(),
                context.metricGroup().counter(ROWS_REFUSED),
                context.metricGroup().getNumBytesSendCounter(),
                Clock.systemUTC());
    }

    @Override
    public Committer<InsertBatch> createCommitter(CommitterInitContext context) {
        return new InsertingCommitter(new BatchInserter(
                attempt(context),
                endpoint,
                timeout,
                deadLetters.open(),
                context.metricGroup().counter(ROWS_REFUSED),
                Clock.systemUTC()));
    }

    private String attempt(InitContext context) {
        return BatchEncoder.attempt(job, context.getRestoredCheckpointId());
    }

    @Override
    public SimpleVersionedSerializer<InsertBatch> getCommittableSerializer() {
        return new InsertBatchSerializer();
    }

    /**
     * Brings the batches of all subtasks to one committer: a commit of few rows costs what its inserts cost, and apart they
     * would be as many as there are subtasks. Beside that, no writer waits for the inserts of the checkpoint before.
     */
    @Override
    public DataStream<CommittableMessage<InsertBatch>> addPreCommitTopology(
            DataStream<CommittableMessage<InsertBatch>> written) {
        return written.global();
    }

    @Override
    public SimpleVersionedSerializer<InsertBatch> getWriteResultSerializer() {
        return getCommittableSerializer();
    }

    private record InsertingCommitter(BatchInserter inserter) implements Committer<InsertBatch> {
        @Override
        public void commit(Collection<CommitRequest<InsertBatch>> requests) throws IOException, InterruptedException {
            List<InsertBatch> batches =
                    requests.stream().map(CommitRequest::getCommittable).toList();
            for (List<InsertBatch> together : BatchGroups.of(batches)) {
                inserter.insert(together);
            }
        }

        @Override
        public void close() throws IOException {
            inserter.close();
        }
    }
}
