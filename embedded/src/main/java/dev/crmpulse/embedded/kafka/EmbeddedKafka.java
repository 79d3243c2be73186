package dev.crmpulse.embedded.kafka;

import static dev.crmpulse.embedded.kafka.BrokerSockets.CLIENTS;
import static dev.crmpulse.embedded.kafka.BrokerSockets.CONTROLLER;
import static dev.crmpulse.embedded.kafka.BrokerSockets.HOST;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server$;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;
import org.apache.kafka.server.fault.FaultHandler;
import org.apache.kafka.server.fault.LoggingFaultHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/** A Kafka broker that is its own controller, in this process and on loopback. Its data outlives it. */
public final class EmbeddedKafka implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedKafka.class);

    private static final int NODE_ID = 1;

    private final ControllerServer controller;
    private final BrokerServer broker;
    private final int port;

    private EmbeddedKafka(ControllerServer controller, BrokerServer broker, int port) {
        this.controller = controller;
        this.broker = broker;
        this.port = port;
    }

    /** Starts a broker on free ports over a directory, which is formatted the first time. */
    public static EmbeddedKafka start(Path directory) throws IOException {
        return start(directory, 0);
    }

    /** Starts a broker on a port, where clients that knew it before find it again. */
    public static EmbeddedKafka start(Path directory, int port) throws IOException {
        return start(directory, port, Map.of());
    }

    /**
     * Starts a broker that is set up otherwise, such as one that asks for a sign-in.
     *
     * @param port of the listener for clients; 0 takes a free one
     * @param settings in Kafka's own names, in the place of this broker's; its listener for clients is {@code CLIENTS}
     * @throws java.net.BindException if somebody else has the port
     */
    public static EmbeddedKafka start(Path directory, int port, Map<String, String> settings) throws IOException {
        try (BrokerSockets sockets = BrokerSockets.bind(port)) {
            format(directory);
            Properties properties = properties(directory, sockets);
            properties.putAll(settings);
            EmbeddedKafka kafka = of(KafkaConfig.fromProps(properties, false), sockets);
            try {
                kafka.controller.startup();
                kafka.broker.startup();
            } catch (RuntimeException failure) {
                kafka.close();
                throw failure;
            }
            return kafka;
        }
    }

    /** What {@code KafkaRaftServer} puts together, with sockets that are bound already. */
    private static EmbeddedKafka of(KafkaConfig config, BrokerSockets sockets) {
        Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> formatted =
                KafkaRaftServer.initializeLogDirs(config, LOG, "");
        SharedServer shared = new SharedServer(
                config,
                formatted._1(),
                Time.SYSTEM,
                Server$.MODULE$.initializeMetrics(
                        config, Time.SYSTEM, formatted._1().clusterId().orElseThrow()),
                CompletableFuture.completedFuture(
                        Map.of(NODE_ID, new InetSocketAddress(HOST, sockets.controllerPort()))),
                List.of(),
                EmbeddedKafka::faultHandler,
                sockets);
        return new EmbeddedKafka(
                new ControllerServer(shared, KafkaRaftServer.configSchema(), formatted._2()),
                new BrokerServer(shared),
                sockets.clientPort());
    }

    /** A broker that cannot start is its caller's to report; one that breaks later ends the process, as Kafka does. */
    private static FaultHandler faultHandler(String name, boolean isFatal, Runnable action) {
        return name.equals("controller startup")
                ? new LoggingFaultHandler(name, action)
                : new StandardFaultHandlerFactory().build(name, isFatal, action);
    }

    /** Where clients find it, as {@code host:port}. */
    public String bootstrapServers() {
        return HOST + ":" + port;
    }

    @Override
    public void close() {
        broker.shutdown();
        controller.shutdown();
        broker.awaitShutdown();
        controller.awaitShutdown();
    }

    private static void format(Path directory) throws IOException {
        if (Files.exists(directory.resolve("meta.properties"))) {
            return;
        }
        Files.createDirectories(directory);
        try (PrintStream quiet = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(NODE_ID)
                    .setDirectories(List.of(directory.toString()))
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setControllerListenerName(CONTROLLER)
                    .setMetadataLogDirectory(directory.toString())
                    .setIgnoreFormatted(true)
                    .setPrintStream(quiet)
                    .run();
        } catch (IOException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IOException("cannot format the Kafka directory " + directory, failure);
        }
    }

    private static Properties properties(Path directory, BrokerSockets sockets) {
        String clients = CLIENTS + "://" + HOST + ":" + sockets.clientPort();
        String controller = HOST + ":" + sockets.controllerPort();
        Properties p = new Properties();
        p.setProperty("process.roles", "broker,controller");
        p.setProperty("node.id", Integer.toString(NODE_ID));
        p.setProperty("controller.quorum.voters", NODE_ID + "@" + controller);
        p.setProperty("listeners", clients + "," + CONTROLLER + "://" + controller);
        p.setProperty("advertised.listeners", clients);
        p.setProperty("controller.listener.names", CONTROLLER);
        p.setProperty("listener.security.protocol.map", CLIENTS + ":PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
        p.setProperty("inter.broker.listener.name", CLIENTS);
        p.setProperty("log.dirs", directory.toString());
        p.setProperty("log.retention.hours", "-1");
        // whoever deletes a topic wants its bytes gone; a minute is for readers on other machines
        p.setProperty("log.segment.delete.delay.ms", "1000");
        p.setProperty("auto.create.topics.enable", "false");
        p.setProperty("group.initial.rebalance.delay.ms", "0");
        for (String topic : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
            p.setProperty(topic + ".replication.factor", "1");
            p.setProperty(topic + ".num.partitions", "1");
        }
        p.setProperty("transaction.state.log.min.isr", "1");
        p.setProperty("share.coordinator.state.topic.min.isr", "1");
        p.setProperty("num.network.threads", "2");
        p.setProperty("num.io.threads", "2");
        p.setProperty("log.cleaner.dedupe.buffer.size", "4194304");
        // a killed process leaves its pages with the system; only a crash of the machine could lose them
        p.setProperty("controlled.shutdown.enable", "false");
        return p;
    }
}
