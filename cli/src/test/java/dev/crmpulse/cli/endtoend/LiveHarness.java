package dev.crmpulse.cli.endtoend;

import com.sun.net.httpserver.HttpServer;
import dev.crmpulse.alerts.RunningNotifier;
import dev.crmpulse.alerts.TenantWebhooks;
import dev.crmpulse.alerts.WebhookLoader;
import dev.crmpulse.cli.live.RunningJob;
import dev.crmpulse.cli.stack.LocalStack;
import dev.crmpulse.cli.stack.SavedState;
import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import dev.crmpulse.connectors.kafka.EventPublisher;
import dev.crmpulse.connectors.kafka.TopicAdmin;
import dev.crmpulse.connectors.policy.PolicyFile;
import dev.crmpulse.connectors.yaml.YamlFields;
import dev.crmpulse.connectors.yaml.YamlNode;
import dev.crmpulse.embedded.flink.StateBackend;
import dev.crmpulse.engine.policy.Policy;
import dev.crmpulse.engine.timeline.Timeline;
import dev.crmpulse.jobs.config.EventTimeConfig;
import dev.crmpulse.jobs.config.LiveConfig;
import dev.crmpulse.jobs.live.CrmPulseJob;
import dev.crmpulse.jobs.live.LiveJob;
import dev.crmpulse.jobs.live.LiveStart;
import dev.crmpulse.metrics.catalogue.Timelines;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.flink.api.common.JobID;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Kafka, Flink and ClickHouse on a directory, and a job that follows what happens now. */
public final class LiveHarness implements AutoCloseable {
    /** SLAs a test need not wait long for: an owner hears at once, more people after 4 s and after 8 s. */
    private static final String SHORT_SLA = """
            kind: sla
            id: quick
            version: 1
            effective_from: 1970-01-01
            entity: lead
            start: {type: lead.created}
            stop: {interaction: answer}
            calendar: literal
            episodes: once
            levels:
              - {name: owner, target: 0 s}
              - {name: supervisor, target: 4 s}
              - {name: anomaly, target: 8 s}
            """;

    private final LocalStack stack;
    private final List<Timeline> timelines;
    private final List<Policy> policies;
    private final Answers answers;
    private final EventPublisher publisher;
    private final HttpServer receiver;
    private final List<String> received = new CopyOnWriteArrayList<>();
    private RunningJob running;
    private RunningNotifier notifier;

    private LiveHarness(LocalStack stack, List<Timeline> timelines, List<Policy> policies) throws IOException {
        this.receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.start();
        this.stack = stack;
        this.timelines = timelines;
        this.policies = policies;
        this.answers = new Answers(stack.endpoint());
        this.publisher = new EventPublisher(stack.kafka());
    }

    static LiveHarness open(Path directory) throws Exception {
        return open(directory, Timelines.ALL, PolicyFile.read("short SLA", SHORT_SLA));
    }

    /** A harness whose jobs run these timelines by these policies beside the shipped ones. */
    public static LiveHarness open(Path directory, List<Timeline> timelines, List<Policy> policies) throws Exception {
        LocalStack stack = LocalStack.start(
                MigratedDirectory.fill(directory),
                new LocalStack.Settings(2, StateBackend.ROCKSDB, Duration.ofSeconds(1), 20, 0));
        LiveHarness harness = new LiveHarness(stack, timelines, policies);
        try (TopicAdmin topics = new TopicAdmin(harness.stack.kafka())) {
            topics.createTopics(3);
            return harness;
        } catch (Exception failure) {
            harness.close();
            throw failure;
        }
    }

    /** Starts the job where the one before stopped. */
    public long start(EventTimeConfig.Ticks ticks) throws Exception {
        LiveConfig config = new LiveConfig(
                stack.kafka(),
                "crm-pulse",
                stack.endpoint(),
                timelines,
                Set.of("t"),
                new EventTimeConfig(ticks, Duration.ofSeconds(1), Duration.ofSeconds(1)));
        long run = LiveStart.prepare(config, policies);
        StreamExecutionEnvironment environment = stack.flink().environment();
        LiveJob.build(environment, config, run);
        JobID job = stack.flink()
                .submit(environment, CrmPulseJob.nameOf(timelines), new SavedState(stack.directory()).newest());
        running = new RunningJob(stack.flink(), job, stack.directory(), stack.endpoint(), run);
        notifier = RunningNotifier.start(stack.kafka(), List.of(webhook()), "crm-pulse");
        return run;
    }

    private TenantWebhooks webhook() {
        String yaml =
                "webhooks: [{name: here, template: generic, slas: [quick], per_minute: 600, url: \"http://127.0.0.1:"
                        + receiver.getAddress().getPort() + "/\"}]";
        YamlNode entry = YamlNode.readAll("tenant t", yaml, "tenant").get(0);
        return WebhookLoader.load("t", ZoneOffset.UTC, YamlFields.of(entry, "tenant t", WebhookLoader.KNOWN));
    }

    /** Kills ClickHouse as soon as it answers so, as somebody does while a job is started. */
    CompletableFuture<Void> strikeOnce(String condition) {
        return Strike.onceTrue(stack, condition);
    }

    /** Bodies that the webhook received, in that order. */
    List<String> received() {
        return List.copyOf(received);
    }

    /** Stops the job and its notifier in order. */
    void stop() throws Exception {
        notifier.close();
        running.close();
        running = null;
    }

    /** Lets the task manager end, as an error does that a task cannot handle. */
    public void loseTaskManager() throws Exception {
        stack.flink().killTaskManager();
    }

    /** Kills the process of ClickHouse (SIGKILL), which comes back. */
    public void killClickHouse() {
        stack.clickHouse().kill();
    }

    public ClickHouseEndpoint endpoint() {
        return stack.endpoint();
    }

    /** What a command does all the time while its job runs. */
    public void check() throws Exception {
        running.check();
    }

    /** Sends an event of tenant t and waits until it has arrived. */
    void send(String type, String lead, Instant time, String actorType) throws IOException {
        send(type, "lead/" + lead, lead, time, actorType);
    }

    /** The same of an event about something that belongs to a lead. */
    public void send(String type, String subject, String lead, Instant time, String actorType) throws IOException {
        send(type, subject, lead, time, actorType, "{\"lead_id\":\"" + lead + "\"}");
    }

    /** The same of an event with these data. */
    void send(String type, String subject, String lead, Instant time, String actorType, String data)
            throws IOException {
        String json = ("{\"specversion\":\"1.0\",\"id\":\"%s-%s-%s\",\"source\":\"test\",\"type\":\"crm.%s\","
                        + "\"subject\":\"%s\",\"time\":\"%s\",\"tenant\":\"t\",\"actor\":\"rep-1\","
                        + "\"actortype\":\"%s\",\"data\":%s}")
                .formatted(type, subject, time.toEpochMilli(), type, subject, time, actorType, data);
        publisher.event("t/lead/" + lead, json.getBytes(StandardCharsets.UTF_8));
        publisher.flush();
    }

    /** Signals to all partitions that time has come this far. */
    public void tick(Instant time) throws IOException {
        publisher.tick(time);
        publisher.flush();
    }

    public Answers ask() {
        return answers;
    }

    /** Values of all committed records of a topic, in the order of its partitions. */
    List<String> topic(String name) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                stack.kafka().client(Map.of("isolation.level", "read_committed")),
                new StringDeserializer(),
                new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(name).stream()
                    .map(partition -> new TopicPartition(name, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<String> values = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
                    values.add(record.value());
                }
            }
            return values;
        }
    }

    @Override
    public void close() throws Exception {
        try (stack;
                publisher) {
            receiver.stop(0);
            if (running != null) {
                notifier.close();
                running.close();
            }
        }
    }
}
