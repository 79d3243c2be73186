package dev.crmpulse.jobs.live;

import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import dev.crmpulse.connectors.clickhouse.Runs;
import java.sql.Connection;
import java.sql.SQLException;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes in {@code crm.run} that the run is alive whenever a beat comes in, and, where the job begins from an empty state,
 * that the run goes on with no other one's.
 */
record LeaseSink(ClickHouseEndpoint clickHouse, long run) implements Sink<Long> {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseSink.class);

    @Override
    public SinkWriter<Long> createWriter(WriterInitContext context) {
        return new Writer(this, context.getRestoredCheckpointId().isEmpty());
    }

    /** What the first beat finds out is noted once. */
    private static final class Writer implements SinkWriter<Long> {
        private final LeaseSink lease;
        private boolean beganAnew;

        Writer(LeaseSink lease, boolean beganAnew) {
            this.lease = lease;
            this.beganAnew = beganAnew;
        }

        @Override
        public void write(Long beat, Context unused) {
            try (Connection connection = lease.clickHouse.connect()) {
                Runs runs = new Runs(connection);
                if (beganAnew) {
                    runs.beganAnew(lease.run);
                    beganAnew = false;
                }
                runs.renewLease(lease.run);
            } catch (SQLException unreachable) {
                // the committer waits for ClickHouse and fails the job where it stays away; a lease may be late
                LOG.warn("the lease of run {} was not renewed: {}", lease.run, unreachable.getMessage());
            }
        }

        @Override
        public void flush(boolean endOfInput) {
            // a lease belongs to no checkpoint
        }

        @Override
        public void close() {
            // nothing is held between beats
        }
    }
}
