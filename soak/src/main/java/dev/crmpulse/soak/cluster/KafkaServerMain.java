package dev.crmpulse.soak.cluster;

import dev.crmpulse.embedded.kafka.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Path;

/** A broker's own process: {@code DIRECTORY PORT}. It runs until a signal. */
public final class KafkaServerMain {
    private KafkaServerMain() {}

    public static void main(String[] arguments) throws IOException {
        EmbeddedKafka broker = EmbeddedKafka.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "kafka-stop"));
    }
}
