package dev.crmpulse.alerts;

import dev.crmpulse.alerts.AlertMessage.ParsedRecord;
import dev.crmpulse.connectors.cloudevents.DeadLetter;
import dev.crmpulse.connectors.cloudevents.RecordPosition;
import dev.crmpulse.connectors.kafka.DeadLetterPublisher;
import dev.crmpulse.connectors.kafka.KafkaDeadLetters;
import dev.crmpulse.connectors.kafka.KafkaEndpoint;
import dev.crmpulse.connectors.kafka.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings alerts from their topic to the webhooks of their tenants, each at least once: twice only where this process dies
 * between an answer and the commit that follows it. One thread does all of it and never waits for a webhook, so that those
 * which are slow, silent or held by quiet hours hold up nobody else.
 *
 * <p>A group that is new begins at the end of the topic, as of {@link #open}. What cannot be delivered becomes a dead
 * letter. The topic must keep alerts for longer than the longest quiet hours and the retry timeout of webhooks.
 */
public final class AlertNotifier implements Runnable, AutoCloseable {
    private static final String NO_ALERT = "no alert";
    private static final String NO_WEBHOOK = "-";
    private static final Duration WHILE_POSTING = Duration.ofMillis(20);
    private static final Duration WHILE_IDLE = Duration.ofMillis(200);
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(5);
    private static final Duration BETWEEN_LETTERS_THAT_FAIL = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(AlertNotifier.class);

    private final NotifierOptions options;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final DeadLetterPublisher deadLetters;
    private final Map<String, List<WebhookQueue>> lanesByTenant;
    private final List<WebhookQueue> lanes;
    private final Map<TopicPartition, PendingOffsets> ledgers = new HashMap<>();
    private final Deque<UndeliveredAlert> letters = new ArrayDeque<>();
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong moot = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final AtomicInteger waiting = new AtomicInteger();
    private final CountDownLatch ended = new CountDownLatch(1);
    private Instant lettersNotBefore = Instant.MIN;
    private volatile State state = State.OPENED;

    private enum State {
        OPENED,
        RUNNING,
        CLOSING
    }

    /**
     * A dead letter that is to be written yet.
     *
     * @param webhook that is settled by it
     */
    private record UndeliveredAlert(DeadLetter letter, TopicPartition partition, long offset, String webhook) {}

    private AlertNotifier(KafkaEndpoint kafka, Collection<TenantWebhooks> tenants, NotifierOptions options) {
        this.options = options;
        WebhookSender sender = new WebhookSender(options.clock());
        lanesByTenant = tenants.stream()
                .collect(
                        Collectors.toUnmodifiableMap(TenantWebhooks::tenant, tenant -> lanes(tenant, sender, options)));
        lanes = lanesByTenant.values().stream().flatMap(List::stream).toList();
        deadLetters = KafkaDeadLetters.to(kafka).open();
        consumer = new KafkaConsumer<>(
                kafka.client(Map.of(
                        "group.id",
                        options.groupId(),
                        "isolation.level",
                        "read_committed",
                        "enable.auto.commit",
                        "false",
                        // of partitions that were added after the group began
                        "auto.offset.reset",
                        "earliest",
                        "partition.assignment.strategy",
                        CooperativeStickyAssignor.class.getName())),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /**
     * Opens a notifier: alerts that are written after this returned are delivered once it runs.
     *
     * @param tenants of whom each is named once
     * @throws IllegalStateException where Kafka does not let it, in one line
     */
    public static AlertNotifier open(KafkaEndpoint kafka, Collection<TenantWebhooks> tenants, NotifierOptions options)
            throws InterruptedException {
        GroupStart.fix(kafka, options.groupId());
        return new AlertNotifier(kafka, tenants, options);
    }

    /** Delivers until the notifier is closed. */
    @Override
    public void run() {
        synchronized (this) {
            if (state != State.OPENED) {
                return;
            }
            state = State.RUNNING;
        }
        try {
            consumer.subscribe(List.of(Topics.ALERTS), new Handover());
            while (state == State.RUNNING) {
                turn();
            }
        } catch (RuntimeException failure) {
            LOG.error("alerts are delivered no longer: {}", failure.getMessage());
            throw failure;
        } finally {
            closeClients();
        }
    }

    /** What was done so far; may be asked from any thread. */
    public NotifierStatus status() {
        return new NotifierStatus(delivered.get(), moot.get(), lost.get(), waiting.get());
    }

    /** Waits for the answers to the last posts, some seconds at most, and commits. */
    @Override
    public void close() {
        boolean running;
        synchronized (this) {
            running = state != State.OPENED;
            state = State.CLOSING;
        }
        if (!running) {
            closeClients();
        }
        try {
            ended.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<WebhookQueue> lanes(TenantWebhooks tenant, WebhookSender sender, NotifierOptions options) {
        return tenant.webhooks().stream()
                .map(webhook -> new WebhookQueue(tenant, webhook, sender, options.delays(), options.mostWaiting()))
                .toList();
    }

    private void turn() {
        boolean posting = lanes.stream().anyMatch(lane -> lane.attempt().isPresent());
        ConsumerRecords<byte[], byte[]> records = consumer.poll(posting ? WHILE_POSTING : WHILE_IDLE);
        records.forEach(this::take);
        records.nextOffsets()
                .forEach((partition, next) -> ledgers.get(partition).readTo(next.offset()));
        Instant now = options.clock().instant();
        for (WebhookQueue lane : lanes) {
            settle(lane, now);
            lane.post(now);
        }
        if (!now.isBefore(lettersNotBefore)) {
            sendLetters(now);
        }
        commit();
        waiting.set(letters.size() + lanes.stream().mapToInt(WebhookQueue::size).sum());
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        PendingOffsets ledger = ledgers.get(partition);
        AlertMessage alert;
        try {
            alert = AlertMessage.parse(record.value());
        } catch (AlertFormatException none) {
            if (!ledger.enter(record.offset(), Set.of(NO_WEBHOOK)).isEmpty()) {
                letters.add(new UndeliveredAlert(
                        letter(position(partition, record.offset()), NO_ALERT, none.getMessage(), record.value()),
                        partition,
                        record.offset(),
                        NO_WEBHOOK));
            }
            return;
        }
        Map<String, WebhookQueue> wanting = wanting(alert);
        Set<String> left = ledger.enter(record.offset(), wanting.keySet());
        QueuedAlert queued = new QueuedAlert(partition, record.offset(), alert, record.value());
        for (String name : left) {
            WebhookQueue lane = wanting.get(name);
            lane.add(queued, options.clock().instant()).forEach(settled -> book(lane, settled));
        }
    }

    private Map<String, WebhookQueue> wanting(AlertMessage alert) {
        if (alert.delivery() == ParsedRecord.SUPPRESSED) {
            return Map.of();
        }
        return lanesByTenant.getOrDefault(alert.tenant(), List.of()).stream()
                .filter(lane -> lane.webhook().selection().wants(alert))
                .collect(Collectors.toMap(lane -> lane.webhook().name(), Function.identity()));
    }

    private void settle(WebhookQueue lane, Instant now) {
        lane.settled(now).ifPresent(settled -> book(lane, settled));
    }

    private void book(WebhookQueue lane, DeliveryOutcome settled) {
        QueuedAlert queued = settled.queued();
        String name = lane.webhook().name();
        if (settled instanceof DeliveryOutcome.Undeliverable undeliverable) {
            String position = position(queued.partition(), queued.offset());
            LOG.warn(
                    "alert {} cannot be delivered to {} of tenant {}: {}",
                    position,
                    lane.webhook(),
                    lane.tenant(),
                    undeliverable.why());
            String detail = lane.webhook() + " of tenant " + lane.tenant() + ": " + undeliverable.why();
            letters.add(new UndeliveredAlert(
                    letter(position + '#' + name, undeliverable.reason(), detail, queued.json()),
                    queued.partition(),
                    queued.offset(),
                    name));
            return;
        }
        (settled instanceof DeliveryOutcome.Expired ? moot : delivered).incrementAndGet();
        settleInLedger(queued.partition(), queued.offset(), name);
    }

    private void settleInLedger(TopicPartition partition, long offset, String webhook) {
        ledgers.get(partition).settle(offset, webhook);
    }

    private void sendLetters(Instant now) {
        while (!letters.isEmpty()) {
            UndeliveredAlert first = letters.getFirst();
            try {
                deadLetters.send(first.letter);
            } catch (IOException failed) {
                lettersNotBefore = now.plus(BETWEEN_LETTERS_THAT_FAIL);
                LOG.warn(
                        "{} dead letters wait: {}: {}",
                        letters.size(),
                        failed.getMessage(),
                        String.valueOf(failed.getCause()));
                return;
            }
            letters.removeFirst();
            lost.incrementAndGet();
            settleInLedger(first.partition, first.offset, first.webhook);
        }
    }

    private void commit() {
        Map<TopicPartition, OffsetAndMetadata> commits = new HashMap<>();
        ledgers.forEach((partition, ledger) -> {
            if (ledger.isChanged()) {
                commits.put(partition, ledger.commit());
            }
        });
        if (commits.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(commits, options.commitRetryTimeout());
            commits.keySet().forEach(partition -> ledgers.get(partition).committed());
        } catch (RetriableException | RebalanceInProgressException | CommitFailedException later) {
            LOG.warn("what was delivered could not be committed yet: {}", later.getMessage());
        }
    }

    private DeadLetter letter(String position, String reason, String detail, byte[] json) {
        byte[] bytes = json == null ? new byte[0] : json;
        return new DeadLetter(position, reason, detail, "", 0, options.clock().millis(), bytes);
    }

    private static String position(TopicPartition partition, long offset) {
        return new RecordPosition(partition.topic(), partition.partition(), offset).text();
    }

    /** Closing the consumer hands the partitions over. */
    private void closeClients() {
        try (deadLetters) {
            consumer.close();
        } catch (IOException failed) {
            LOG.warn("the writer of dead letters did not close: {}", failed.getMessage());
        } finally {
            ended.countDown();
        }
    }

    /** Takes partitions over from another notifier of the group, and leaves them to one. */
    private final class Handover implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            Map<TopicPartition, OffsetAndMetadata> commits = consumer.committed(Set.copyOf(partitions));
            for (TopicPartition partition : partitions) {
                ledgers.put(
                        partition,
                        Optional.ofNullable(commits.get(partition))
                                .map(PendingOffsets::from)
                                .orElseGet(PendingOffsets::ofUnread));
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            awaitAnswers();
            Instant now = options.clock().instant();
            lanes.forEach(lane -> settle(lane, now));
            sendLetters(now);
            commit();
            forget(partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            forget(partitions);
        }

        private void awaitAnswers() {
            List<CompletableFuture<Answer>> attempts = new ArrayList<>();
            lanes.forEach(lane -> lane.attempt().ifPresent(attempts::add));
            try {
                CompletableFuture.allOf(attempts.toArray(CompletableFuture[]::new))
                        .get(LAST_ANSWERS.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException late) {
                LOG.info("posts without an answer yet are made again by whoever takes over");
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException impossible) {
                throw new IllegalStateException("attempts end with an answer", impossible);
            }
        }

        private void forget(Collection<TopicPartition> partitions) {
            lanes.forEach(lane -> lane.forget(partitions));
            letters.removeIf(letter -> partitions.contains(letter.partition));
            ledgers.keySet().removeAll(partitions);
        }
    }
}
