package dev.crmpulse.connectors.kafka;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Event time where no ticks may be written: as late as it was when the topic of events held nothing that has not
 * been read and kept by now. It asks where the topic ends and waits until the job has committed all of that. While the
 * brokers do not answer, or the job is behind, time stands still. That the CRM cannot reach the brokers it does not notice,
 * as ticks would.
 */
public final class ReadClock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReadClock.class);

    private final TopicAdmin topics;
    private final String group;
    private final Clock clock;
    private boolean isFresh = true;
    private Instant askedAt;
    private Map<TopicPartition, Long> ends;

    /** @param group under which the job commits how far it has read and kept */
    public ReadClock(TopicAdmin topics, String group) {
        this(topics, group, Clock.systemUTC());
    }

    ReadClock(TopicAdmin topics, String group, Clock clock) {
        this.topics = topics;
        this.group = group;
        this.clock = clock;
    }

    /** How late it is known to be since the last answer; empty where that is not known. */
    public Optional<Instant> look() throws InterruptedException {
        try {
            if (isFresh) {
                // the job may have gone back to an earlier state than was committed last
                topics.forgetReads(Topics.EVENTS, group);
                isFresh = false;
            }
            if (ends == null) {
                askedAt = clock.instant();
                ends = topics.ends(Topics.EVENTS);
            }
            if (topics.lag(ends, group) > 0) {
                return Optional.empty();
            }
            ends = null;
            return Optional.of(askedAt);
        } catch (ExecutionException | KafkaException unreachable) {
            LOG.warn("the brokers cannot be asked: time stands still", unreachable);
            ends = null;
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        topics.close();
    }
}
