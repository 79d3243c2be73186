package dev.crmpulse.cli.secured;

import dev.crmpulse.connectors.kafka.KafkaEndpoint;
import dev.crmpulse.embedded.kafka.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;

/** A broker that lets people in with a password over TLS alone, and lets them do what they were allowed alone. */
final class SecuredKafka implements AutoCloseable {
    private static final int HASH_ROUNDS = 4096;
    private static final String BROKER = "broker";

    private final EmbeddedKafka broker;
    private final Path certificate;
    private final Map<String, String> passwords = new HashMap<>();
    private final Admin admin;

    private SecuredKafka(EmbeddedKafka broker, Path certificate, String brokerPassword) {
        this.broker = broker;
        this.certificate = certificate;
        this.admin = Admin.create(new KafkaEndpoint(
                        address(), signIn("PLAIN", "plain.PlainLoginModule", BROKER, brokerPassword, certificate))
                .client(Map.of()));
    }

    static SecuredKafka start(Path directory, ServerCertificate certificate) throws IOException {
        String password = Secrets.make();
        Map<String, String> settings = new HashMap<>(Map.of(
                "listener.security.protocol.map", "CLIENTS:SASL_SSL,CONTROLLER:PLAINTEXT",
                "ssl.keystore.type", "PKCS12",
                "ssl.keystore.location", certificate.keyStore().toString(),
                "ssl.keystore.password", certificate.password(),
                "ssl.truststore.type", "PEM",
                "ssl.truststore.location", certificate.pem().toString(),
                "sasl.enabled.mechanisms", "SCRAM-SHA-512,PLAIN",
                // passwords for SCRAM are kept by a broker that runs; it signs in to itself by one that its settings
                // name
                "sasl.mechanism.inter.broker.protocol", "PLAIN"));
        settings.put("authorizer.class.name", StandardAuthorizer.class.getName());
        settings.put("super.users", "User:" + BROKER + ";User:ANONYMOUS");
        settings.put(
                "listener.name.clients.plain.sasl.jaas.config",
                login("plain.PlainLoginModule", BROKER, password).replace(";", " user_broker=\"" + password + "\";"));
        settings.put(
                "listener.name.clients.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        return new SecuredKafka(EmbeddedKafka.start(directory, 0, settings), certificate.pem(), password);
    }

    /** The brokers, as clients write them. */
    String address() {
        return broker.bootstrapServers();
    }

    /** Allows what these say; their users are made with passwords of their own. */
    void allow(Collection<AclBinding> bindings) throws ExecutionException, InterruptedException {
        Set<String> users = new HashSet<>();
        bindings.forEach(binding -> users.add(binding.entry().principal().replace("User:", "")));
        users.removeAll(passwords.keySet());
        List<UserScramCredentialAlteration> credentials = new ArrayList<>();
        for (String user : users) {
            passwords.put(user, Secrets.make());
            credentials.add(new UserScramCredentialUpsertion(
                    user, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, HASH_ROUNDS), passwords.get(user)));
        }
        if (!credentials.isEmpty()) {
            admin.alterUserScramCredentials(credentials).all().get();
        }
        admin.createAcls(bindings).all().get();
    }

    void forbid(AclBinding binding) throws ExecutionException, InterruptedException {
        admin.deleteAcls(List.of(binding.toFilter())).all().get();
    }

    String password(String user) {
        return passwords.get(user);
    }

    Collection<String> secrets() {
        return passwords.values();
    }

    /** The brokers, signed in to as somebody. */
    KafkaEndpoint as(String user) {
        return new KafkaEndpoint(
                address(), signIn("SCRAM-SHA-512", "scram.ScramLoginModule", user, passwords.get(user), certificate));
    }

    private static Map<String, String> signIn(
            String mechanism, String module, String user, String password, Path certificate) {
        return Map.of(
                "security.protocol",
                "SASL_SSL",
                "sasl.mechanism",
                mechanism,
                "sasl.jaas.config",
                login(module, user, password),
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                certificate.toString());
    }

    private static String login(String module, String user, String password) {
        return "org.apache.kafka.common.security." + module + " required username=\"" + user + "\" password=\""
                + password + "\";";
    }

    @Override
    public void close() {
        admin.close();
        broker.close();
    }
}
