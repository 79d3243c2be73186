package dev.crmpulse.bench.rival;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * A processor of Kafka Streams over one store in RocksDB. It keeps the history of each key of the topic, which is a lead or a
 * deal: no metric of the three needs both, so nothing has to be partitioned anew.
 */
public final class StreamsRival {
    private static final String STORE = "histories";
    private static final long POLL_MILLIS = 10;

    /** So that a history is written once for all events of a commit interval, as far as that goes. */
    private static final long CACHE_BYTES = 128L << 20;

    private final LongAdder processed = new LongAdder();
    private final BiConsumer<String, SalesFacts> to;

    private StreamsRival(BiConsumer<String, SalesFacts> to) {
        this.to = to;
    }

    /**
     * One run.
     *
     * @param application its name; a new one begins with an empty store at the beginning of the topic
     * @param hasChangelog whether the store is written to a topic, so that another machine can take over
     */
    public record Run(
            String bootstrapServers,
            String topic,
            String application,
            boolean hasChangelog,
            int threads,
            Duration commitInterval,
            Path state) {

        /** The topic that the store is written to. */
        public String changelog() {
            return application + "-" + STORE + "-changelog";
        }
    }

    /**
     * Reads a topic until so many records are processed and committed.
     *
     * @param to is given the facts of a key each time one of its events was taken in, by several threads
     */
    public static void read(Run run, long records, BiConsumer<String, SalesFacts> to) throws InterruptedException {
        StreamsRival rival = new StreamsRival(to);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        try (KafkaStreams streams = new KafkaStreams(rival.topology(run), new StreamsConfig(properties(run)))) {
            streams.setUncaughtExceptionHandler(thrown -> {
                failure.set(thrown);
                return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            });
            streams.start();
            // one that is closed while it takes partitions over waits for the group's timeout
            while (rival.processed.sum() < records || streams.state() != KafkaStreams.State.RUNNING) {
                if (streams.state().hasStartedOrFinishedShuttingDown()) {
                    throw new IllegalStateException("Kafka Streams failed", failure.get());
                }
                Thread.sleep(POLL_MILLIS);
            }
        }
    }

    private static Properties properties(Run run) {
        Properties properties = new Properties();
        properties.putAll(Map.ofEntries(
                Map.entry(StreamsConfig.APPLICATION_ID_CONFIG, run.application()),
                Map.entry(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, run.bootstrapServers()),
                Map.entry(StreamsConfig.STATE_DIR_CONFIG, run.state().toString()),
                Map.entry(StreamsConfig.NUM_STREAM_THREADS_CONFIG, run.threads()),
                Map.entry(
                        StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                        run.commitInterval().toMillis()),
                Map.entry(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES),
                Map.entry(StreamsConfig.REPLICATION_FACTOR_CONFIG, 1),
                Map.entry(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest"),
                Map.entry(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 2_000),
                Map.entry(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4"),
                Map.entry(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 1 << 18)));
        return properties;
    }

    private Topology topology(Run run) {
        StoreBuilder<KeyValueStore<String, SalesHistory>> store = Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(STORE), Serdes.String(), new SalesHistorySerde())
                .withCachingEnabled();
        return new Topology()
                .addSource("events", Serdes.String().deserializer(), parser(), run.topic())
                .addProcessor("metrics", Metrics::new, "events")
                .addStateStore(
                        run.hasChangelog() ? store.withLoggingEnabled(Map.of()) : store.withLoggingDisabled(),
                        "metrics")
                .addProcessor("out", Out::new, "metrics");
    }

    private static Deserializer<SalesEvent> parser() {
        return (topic, json) -> {
            try {
                return SalesEventParser.parse(json);
            } catch (IOException broken) {
                throw new UncheckedIOException("an event of " + topic + " cannot be read", broken);
            }
        };
    }

    /** Takes an event into its history and hands the facts on. */
    private final class Metrics implements Processor<String, SalesEvent, String, SalesFacts> {
        private ProcessorContext<String, SalesFacts> context;
        private KeyValueStore<String, SalesHistory> histories;

        @Override
        public void init(ProcessorContext<String, SalesFacts> newContext) {
            context = newContext;
            histories = newContext.getStateStore(STORE);
        }

        @Override
        public void process(Record<String, SalesEvent> record) {
            if (record.value() != null) {
                SalesHistory stored = histories.get(record.key());
                SalesHistory before = stored == null ? SalesHistory.EMPTY : stored;
                before.with(record.value()).ifPresent(after -> {
                    histories.put(record.key(), after);
                    context.forward(record.withValue(after.facts()));
                });
            }
            processed.increment();
        }
    }

    /** Where a sink would be. */
    private final class Out implements Processor<String, SalesFacts, Void, Void> {
        @Override
        public void process(Record<String, SalesFacts> record) {
            to.accept(record.key(), record.value());
        }
    }
}
