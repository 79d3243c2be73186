package dev.crmpulse.connectors.kafka;

import dev.crmpulse.connectors.cloudevents.ClockTick;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to every partition of the topic of events how late it is. While ticks do not arrive, or arrive late, time stands
 * still, and for half a minute after the brokers answer again: whoever could not reach them either may still have something
 * to send.
 */
public final class Heartbeat implements AutoCloseable {
    /** A tick that took longer shows that something was wrong with the way to the brokers. */
    static final Duration SLOW = Duration.ofSeconds(10);

    /** How long time stands still after the brokers answer again. */
    static final Duration GRACE = Duration.ofSeconds(30);

    /** Asks whether the brokers answer and moves nobody's time. */
    static final Instant PROBE = Instant.EPOCH;

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

    private final Producer<byte[], byte[]> producer;
    private final Clock clock;
    private final AtomicInteger unanswered = new AtomicInteger();
    private volatile Instant stillUntil = Instant.MIN;
    private volatile boolean brokersAway;

    public Heartbeat(KafkaEndpoint kafka) {
        this(
                new KafkaProducer<>(
                        kafka.client(Map.of(
                                "acks", "all",
                                "max.block.ms", "5000",
                                "request.timeout.ms", "5000",
                                "delivery.timeout.ms", "20000",
                                "enable.idempotence", "true")),
                        new ByteArraySerializer(),
                        new ByteArraySerializer()),
                Clock.systemUTC());
    }

    Heartbeat(Producer<byte[], byte[]> producer, Clock clock) {
        this.producer = producer;
        this.clock = clock;
    }

    /**
     * To be called when whoever ticks was started again. It does not know whether the brokers were away meanwhile, so time stands
     * still as if they were.
     */
    public void startedAgain() {
        brokersAway = true;
    }

    /** Ticks, unless the tick before is still on its way or time has to stand still. */
    public void beat() {
        Instant now = clock.instant();
        if (unanswered.get() > 0 || now.isBefore(stillUntil)) {
            return;
        }
        try {
            Instant time = brokersAway ? PROBE : now;
            byte[] tick = json(time);
            for (PartitionInfo partition : producer.partitionsFor(Topics.EVENTS)) {
                unanswered.incrementAndGet();
                var unused = producer.send(
                        new ProducerRecord<>(Topics.EVENTS, partition.partition(), null, tick),
                        (written, failure) -> answered(now, time, failure));
            }
        } catch (KafkaException unreachable) {
            missed("the brokers cannot be asked", unreachable);
        }
    }

    /** The CloudEvent of a tick. */
    static byte[] json(Instant time) {
        return ("{\"specversion\":\"1.0\",\"type\":\"" + ClockTick.TYPE + "\",\"source\":\"crm-pulse\",\"id\":\""
                        + time.toEpochMilli() + "\",\"time\":\"" + time + "\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private void answered(Instant sent, Instant time, Exception failure) {
        if (failure != null) {
            missed("a tick was lost", failure);
        } else if (time.equals(PROBE)) {
            brokersAway = false;
            standStill("the brokers answer again");
        } else if (Duration.between(sent, clock.instant()).compareTo(SLOW) > 0) {
            standStill("a tick took more than " + SLOW.toSeconds() + " s");
        }
        unanswered.decrementAndGet();
    }

    private void missed(String why, Exception failure) {
        if (!brokersAway) {
            LOG.warn(
                    "{}: time stands still until the brokers answer again, and {} s more",
                    why,
                    GRACE.toSeconds(),
                    failure);
        }
        brokersAway = true;
    }

    private void standStill(String why) {
        stillUntil = clock.instant().plus(GRACE);
        LOG.warn("{}: time stands still until {}", why, stillUntil);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
