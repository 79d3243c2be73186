package dev.crmpulse.connectors.kafka;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * Where Kafka answers, and how one signs in there.
 *
 * @param bootstrapServers brokers, separated by commas
 * @param properties settings of every client, in Kafka's own names, such as {@code security.protocol}; never shown, for
 *     passwords are among them
 */
public record KafkaEndpoint(String bootstrapServers, Map<String, String> properties) implements Serializable {
    public KafkaEndpoint {
        properties = Map.copyOf(properties);
    }

    /** Brokers that ask for no sign-in. */
    public static KafkaEndpoint of(String bootstrapServers) {
        return new KafkaEndpoint(bootstrapServers, Map.of());
    }

    /** The settings of a client: where it connects, how it signs in, and its own. */
    public Map<String, Object> client(Map<String, Object> own) {
        Map<String, Object> all = new HashMap<>(properties);
        all.putAll(own);
        all.put("bootstrap.servers", bootstrapServers);
        return all;
    }

    /** The same for those who take properties. */
    public Properties asProperties() {
        Properties all = new Properties();
        all.putAll(properties);
        return all;
    }

    @Override
    public String toString() {
        return bootstrapServers;
    }
}
