package dev.crmpulse.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.crmpulse.alerts.QuietHours.Period;
import dev.crmpulse.alerts.Webhook.Pace;
import dev.crmpulse.alerts.Webhook.Selection;
import dev.crmpulse.connectors.cloudevents.DeadLetter;
import dev.crmpulse.connectors.kafka.DeadLetterDeserializer;
import dev.crmpulse.connectors.kafka.KafkaEndpoint;
import dev.crmpulse.connectors.kafka.Topics;
import dev.crmpulse.connectors.retry.RetryDelays;
import dev.crmpulse.embedded.kafka.EmbeddedKafka;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.WriterAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts on a real broker, and groups that read what is posted over HTTP. */
class AlertNotifierTest {
    private static final Duration RETRY_TIMEOUT = Duration.ofSeconds(2);
    private static final QuietHours NIGHT = new QuietHours(
            ZoneOffset.UTC,
            List.of(new Period(LocalTime.of(22, 0), LocalTime.of(8, 0), EnumSet.allOf(DayOfWeek.class))));
    private static final QuietHours NEVER = QuietHours.none(ZoneOffset.UTC);

    @TempDir
    private static Path directory;

    private static EmbeddedKafka kafka;

    private final String group = "notifier-" + UUID.randomUUID();
    private final MovedClock clock = new MovedClock();
    private final List<AlertNotifier> notifiers = new ArrayList<>();
    private KafkaProducer<String, String> producer;
    private ChatGroup sales;
    private ChatGroup desk;

    @BeforeAll
    static void startKafka() throws Exception {
        kafka = EmbeddedKafka.start(directory);
        try (Admin admin =
                Admin.create(KafkaEndpoint.of(kafka.bootstrapServers()).client(Map.of()))) {
            admin.createTopics(List.of(
                            new NewTopic(Topics.ALERTS, 2, (short) 1), new NewTopic(Topics.DEAD_LETTERS, 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @BeforeEach
    void open() throws IOException {
        sales = new ChatGroup();
        desk = new ChatGroup();
        producer = new KafkaProducer<>(
                KafkaEndpoint.of(kafka.bootstrapServers()).client(Map.of("transactional.id", group)),
                new StringSerializer(),
                new StringSerializer());
        producer.initTransactions();
        clock.goOnFrom(12);
    }

    @AfterEach
    void close() {
        notifiers.forEach(AlertNotifier::close);
        producer.close();
        sales.close();
        desk.close();
    }

    @Test
    void newsOfATenantGoesToItsWebhooksAlone() throws Exception {
        start(tenant("acme", NEVER, webhook("sales", sales)), tenant("globex", NEVER, webhook("desk", desk)));

        publish("acme", "A-1", "raised");
        publish("globex", "G-1", "raised");
        publish("initech", "I-1", "raised");
        write("acme", "A-2", event("acme", "A-2", "raised").replace("\"sent\"", "\"suppressed\""));
        publish("acme", "A-1", "cleared");

        await().untilAsserted(() -> assertThat(sales.received()).containsExactly("A-1 raised", "A-1 cleared"));
        await().untilAsserted(() -> assertThat(desk.received()).containsExactly("G-1 raised"));
    }

    @Test
    void whatATransactionTookBackIsNotSent() throws Exception {
        start(tenant("acme", NEVER, webhook("sales", sales)));

        producer.beginTransaction();
        producer.send(new ProducerRecord<>(Topics.ALERTS, "acme/A-1", event("acme", "A-1", "raised")))
                .get();
        producer.abortTransaction();
        publish("acme", "A-1", "withdrawn");

        await().untilAsserted(() -> assertThat(sales.received()).containsExactly("A-1 withdrawn"));
    }

    @Test
    void aNewGroupIsSentNothingOfThePastAndAllOfTheFuture() throws Exception {
        TenantWebhooks acme = tenant("acme", NEVER, webhook("sales", sales));
        publish("acme", "past", "raised");
        AlertNotifier neverRan =
                AlertNotifier.open(KafkaEndpoint.of(kafka.bootstrapServers()), List.of(acme), options());
        neverRan.close();
        publish("acme", "while nobody ran", "raised");

        start(acme);
        publish("acme", "future", "raised");

        await().untilAsserted(() ->
                assertThat(sales.received()).containsExactlyInAnyOrder("while nobody ran raised", "future raised"));
    }

    @Test
    void aRestartSendsNothingTwiceAndLosesNothing() throws Exception {
        TenantWebhooks acme = tenant("acme", NEVER, webhook("sales", sales), webhook("desk", desk));
        desk.answersWith(503);
        AlertNotifier first = start(acme);
        raise("acme", 0, 5);
        await().until(() -> sales.received().size() == 5);
        first.close();
        raise("acme", 5, 8);

        desk.answersWith(200);
        start(acme);

        await().until(() -> sales.received().size() >= 8 && desk.received().size() >= 8);
        assertThat(sales.received()).containsExactlyInAnyOrderElementsOf(raised(0, 8));
        assertThat(desk.received()).containsExactlyInAnyOrderElementsOf(raised(0, 8));
    }

    @Test
    void whatQuietHoursHoldOutlastsARestartAndHoldsUpNobodyElse() throws Exception {
        TenantWebhooks acme = tenant("acme", NIGHT, webhook("sales", sales));
        TenantWebhooks globex = tenant("globex", NEVER, webhook("desk", desk));
        clock.goOnFrom(23);
        AlertNotifier evening = start(acme, globex);
        publish("acme", "A-1", "raised");
        raise("globex", 0, 3);
        publish("acme", "A-2", "raised");
        raise("globex", 3, 6);
        await().until(() -> desk.received().size() == 6);
        evening.close();

        AlertNotifier night = start(acme, globex);
        raise("globex", 6, 7);
        await().until(() -> desk.received().size() == 7);
        publish("acme", "A-2", "cleared");
        await().until(() -> night.status().moot() == 2);
        night.close();
        assertThat(sales.received()).isEmpty();
        clock.goOnFrom(8);
        start(acme, globex);

        await().untilAsserted(() -> assertThat(sales.received()).containsExactly("A-1 raised"));
        assertThat(desk.received()).containsExactlyInAnyOrderElementsOf(raised(0, 7));
    }

    @Test
    void whatIsHeldIsSentWhenQuietHoursEnd() throws Exception {
        clock.goOnFrom(23);
        AlertNotifier notifier = start(tenant("acme", NIGHT, webhook("sales", sales)));
        publish("acme", "A-1", "raised");
        await().until(() -> notifier.status().waiting() == 1);
        assertThat(sales.received()).isEmpty();

        clock.goOnFrom(8);

        await().untilAsserted(() -> assertThat(sales.received()).containsExactly("A-1 raised"));
        await().until(() -> notifier.status().waiting() == 0);
    }

    @Test
    void aWebhookThatStaysDownHoldsUpNobodyAndItsAlertsBecomeDeadLetters() throws Exception {
        sales.answersWith(500);
        StringWriter log = new StringWriter();
        WriterAppender appender = WriterAppender.newBuilder()
                .setName("log")
                .setTarget(log)
                .setLayout(PatternLayout.newBuilder().withPattern("%m %xEx%n").build())
                .build();
        appender.start();
        Logger logger = ((LoggerContext) LogManager.getContext(false)).getLogger("dev.crmpulse.alerts");
        Configurator.setLevel(logger, Level.ALL);
        logger.addAppender(appender);
        AlertNotifier notifier = start(
                tenant("acme", NEVER, signed("sales", sales), webhook("desk", desk)),
                tenant("globex", NEVER, webhook("desk", desk)));
        publish("acme", "A-1", "raised");
        publish("globex", "G-1", "raised");
        await().untilAsserted(() -> assertThat(desk.received()).containsExactlyInAnyOrder("A-1 raised", "G-1 raised"));
        assertThat(notifier.status().deadLetters()).isZero();

        await().until(() -> notifier.status().deadLetters() == 1);
        logger.removeAppender(appender);
        assertThat(log.toString())
                .contains("webhook sales of tenant acme")
                .doesNotContain("t0ken", "http", "s3cret", "L-1", "rep-07");
        DeadLetter letter = deadLetters("webhook unreachable").get(0);
        assertThat(letter.position()).matches("crm\\.alerts/[01]/\\d+#sales");
        assertThat(letter.detail()).matches("webhook sales of tenant acme: HTTP 500, \\d+ attempts");
        assertThat(new String(letter.bytes(), StandardCharsets.UTF_8)).isEqualTo(event("acme", "A-1", "raised"));

        sales.answersWith(200);
        publish("acme", "A-2", "raised");
        await().untilAsserted(() -> assertThat(sales.received()).containsExactly("A-2 raised"));
    }

    @Test
    void whatIsRefusedIsADeadLetterAtOnce() throws Exception {
        sales.answersWith(403);
        AlertNotifier notifier = start(tenant("acme", NEVER, webhook("sales", sales)));
        publish("acme", "A-1", "raised");

        await().until(() -> notifier.status().deadLetters() == 1);
        assertThat(deadLetters("webhook refused"))
                .extracting(DeadLetter::detail)
                .containsExactly("webhook sales of tenant acme: HTTP 403");
    }

    @Test
    void whatIsNoAlertIsADeadLetterOnce() throws Exception {
        TenantWebhooks acme = tenant("acme", NEVER, webhook("sales", sales));
        AlertNotifier first = start(acme);
        write("acme", "A-1", "{\"id\":\"x\"}");
        await().until(() -> first.status().deadLetters() == 1);
        first.close();
        AlertNotifier second = start(acme);
        publish("acme", "A-1", "raised");

        await().untilAsserted(() -> assertThat(sales.received()).containsExactly("A-1 raised"));
        assertThat(second.status().deadLetters()).isZero();
        assertThat(deadLetters("no alert")).extracting(DeadLetter::detail).containsExactly("it has no 'data'");
    }

    @Test
    void twoNotifiersShareTheWorkAndSendNothingTwice() throws Exception {
        TenantWebhooks acme = tenant("acme", NEVER, webhook("sales", sales));
        AlertNotifier first = start(acme);
        raise("acme", 0, 20);
        AlertNotifier second = start(acme);
        raise("acme", 20, 60);
        await().until(() -> sales.received().size() >= 60);
        first.close();
        raise("acme", 60, 80);

        await().until(() -> sales.received().size() >= 80);
        assertThat(sales.received()).containsExactlyInAnyOrderElementsOf(raised(0, 80));
        await().until(() -> first.status().delivered() + second.status().delivered() == 80);
    }

    @Test
    void aTopicThatIsMissingIsReportedInOneLine() throws Exception {
        try (EmbeddedKafka empty = EmbeddedKafka.start(directory.resolve("empty"))) {
            KafkaEndpoint endpoint = KafkaEndpoint.of(empty.bootstrapServers());
            assertThatThrownBy(() -> AlertNotifier.open(endpoint, List.of(), options()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("Kafka at " + endpoint + " has no topic crm.alerts; create it");
        }
    }

    private AlertNotifier start(TenantWebhooks... tenants) throws InterruptedException {
        AlertNotifier notifier =
                AlertNotifier.open(KafkaEndpoint.of(kafka.bootstrapServers()), List.of(tenants), options());
        notifiers.add(notifier);
        Thread thread = new Thread(notifier, "notifier-" + notifiers.size());
        thread.setDaemon(true);
        thread.start();
        return notifier;
    }

    private NotifierOptions options() {
        return new NotifierOptions(
                group,
                new RetryDelays(Duration.ofMillis(50), Duration.ofMillis(200)),
                1_000,
                Duration.ofSeconds(10),
                clock);
    }

    private static TenantWebhooks tenant(String name, QuietHours quiet, Webhook... webhooks) {
        return new TenantWebhooks(name, ZoneOffset.UTC, quiet, List.of(webhooks));
    }

    private static Webhook webhook(String name, ChatGroup chat) {
        return webhook(name, chat, Optional.empty());
    }

    private static Webhook signed(String name, ChatGroup chat) {
        return webhook(name, chat, Optional.of("s3cret"));
    }

    private static Webhook webhook(String name, ChatGroup chat, Optional<String> secret) {
        return new Webhook(
                name,
                Service.GENERIC,
                URI.create(chat.url()),
                secret,
                MessageTemplate.shippedFor(Service.GENERIC),
                Selection.ALL,
                new Pace(5_000, Duration.ofSeconds(5), RETRY_TIMEOUT));
    }

    private void raise(String tenant, int from, int to) throws Exception {
        for (int i = from; i < to; i++) {
            publish(tenant, "R-" + i, "raised");
        }
    }

    private static List<String> raised(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "R-" + i + " raised").toList();
    }

    private void publish(String tenant, String alertId, String status) throws Exception {
        write(tenant, alertId, event(tenant, alertId, status));
    }

    private void write(String tenant, String alertId, String json) throws Exception {
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(Topics.ALERTS, tenant + '/' + alertId, json))
                .get();
        producer.commitTransaction();
    }

    private static String event(String tenant, String alertId, String status) {
        return """
                {"specversion":"1.0","id":"%2$s/%3$s/1","source":"crm-pulse","type":"crm.alert.%3$s",
                 "subject":"alert/%2$s","time":"2026-11-22T09:00:00.000Z","tenant":"%1$s",
                 "data":{"tenant":"%1$s","alert_id":"%2$s","started_at":"2026-11-22T07:00:00.000Z","entity":"lead",
                 "entity_id":"L-1","sla":"first-response","policy_id":"first-response@1","episode":1,
                 "level":"supervisor","level_no":2,"owner":"rep-07","due_at":"2026-11-22T09:00:00.000Z",
                 "status":"%3$s","delivery":"sent","horizon":"2026-11-22T09:00:05.000Z"}}""".formatted(tenant, alertId, status);
    }

    /** Letters of this test's run: the topic is shared, positions are not. */
    private List<DeadLetter> deadLetters(String reason) throws Exception {
        List<DeadLetter> letters = new ArrayList<>();
        Collector<DeadLetter> collector = new Collector<>() {
            @Override
            public void collect(DeadLetter letter) {
                letters.add(letter);
            }

            @Override
            public void close() {}
        };
        TopicPartition partition = new TopicPartition(Topics.DEAD_LETTERS, 0);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                KafkaEndpoint.of(kafka.bootstrapServers()).client(Map.of()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(Set.of(partition));
            consumer.seekToBeginning(Set.of(partition));
            long end = consumer.endOffsets(Set.of(partition)).get(partition);
            DeadLetterDeserializer deserializer = new DeadLetterDeserializer(TypeInformation.of(DeadLetter.class));
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofSeconds(1)).forEach(record -> deserializer.deserialize(record, collector));
            }
        }
        return letters.stream().filter(letter -> letter.reason().equals(reason)).toList();
    }
}
