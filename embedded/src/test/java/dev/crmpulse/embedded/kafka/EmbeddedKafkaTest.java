package dev.crmpulse.embedded.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker in this process: what it keeps, and that one which cannot start leaves the process alive. */
class EmbeddedKafkaTest {
    @TempDir
    private Path directory;

    @Test
    void dataOutlivesTheBrokerOnThePortThatClientsKnow() throws Exception {
        String address;
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory)) {
            address = kafka.bootstrapServers();
            try (Admin admin = admin(address)) {
                admin.createTopics(List.of(new NewTopic("crm.events", 2, (short) 1)))
                        .all()
                        .get();
            }
        }
        int port = Integer.parseInt(address.substring(address.indexOf(':') + 1));

        try (EmbeddedKafka again = EmbeddedKafka.start(directory, port);
                Admin admin = admin(address)) {
            assertThat(again.bootstrapServers()).isEqualTo(address);
            assertThat(admin.listTopics().names().get()).isEqualTo(Set.of("crm.events"));
        }
    }

    @Test
    void aPortThatSomebodyHasIsNamed() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedKafka.start(directory, other.getLocalPort()))
                    .isInstanceOf(BindException.class)
                    .hasMessageStartingWith("Kafka cannot listen on port " + other.getLocalPort() + " of 127.0.0.1: ");
        }
    }

    @Test
    void aBrokerThatCannotStartLeavesTheProcessAliveAndItsPortFree() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        // the class is no authorizer, which the controller finds out while it starts
        Map<String, String> wrong = Map.of("authorizer.class.name", "java.lang.String");

        assertThatThrownBy(() -> EmbeddedKafka.start(directory, port, wrong)).isInstanceOf(RuntimeException.class);

        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, port)) {
            assertThat(kafka.bootstrapServers()).endsWith(":" + port);
        }
        assertThat(Files.exists(directory.resolve("meta.properties"))).isTrue();
    }

    private static Admin admin(String bootstrapServers) {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }
}
