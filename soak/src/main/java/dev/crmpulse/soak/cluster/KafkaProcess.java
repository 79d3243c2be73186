package dev.crmpulse.soak.cluster;

import dev.crmpulse.connectors.kafka.KafkaEndpoint;
import dev.crmpulse.connectors.kafka.TopicAdmin;
import dev.crmpulse.embedded.port.FreePorts;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;

/** A Kafka broker in a process of its own, on loopback. Its data outlive it, and its port stays. */
public final class KafkaProcess implements AutoCloseable {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

    private final ClusterDirectory directory;
    private final int port;
    private JavaProcess process;

    private KafkaProcess(ClusterDirectory directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    /** Starts a broker on a free port and waits until it answers. */
    public static KafkaProcess start(ClusterDirectory directory) throws IOException, InterruptedException {
        directory.create();
        KafkaProcess kafka = new KafkaProcess(directory, FreePorts.find(1)[0]);
        kafka.start();
        return kafka;
    }

    public KafkaEndpoint endpoint() {
        return KafkaEndpoint.of("127.0.0.1:" + port);
    }

    public long pid() {
        return process.pid();
    }

    /** Kills the broker (SIGKILL); nobody starts it again but {@link #start()}. */
    public void kill() {
        process.kill();
    }

    /** Starts the broker on the same port and waits until it answers. */
    public void start() throws IOException, InterruptedException {
        process = JavaProcess.start(
                new JavaProcess.Program(
                        "kafka",
                        List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                        ClassPath.all(),
                        KafkaServerMain.class,
                        List.of(directory.kafka().toString(), Integer.toString(port))),
                directory,
                Map.of());
        try (TopicAdmin admin = new TopicAdmin(endpoint(), START_TIMEOUT)) {
            admin.topics();
        } catch (ExecutionException | KafkaException unreachable) {
            process.kill();
            throw new IOException(
                    "the broker did not answer within " + START_TIMEOUT.toSeconds() + " s: see " + process.outputFile(),
                    unreachable);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
