package dev.crmpulse.jobs.live;

import dev.crmpulse.connectors.kafka.KafkaEndpoint;
import java.security.cert.CertificateException;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;

/** Says in one line, and without a secret, why Kafka did not do what it was asked. */
public final class KafkaErrors {
    private static final String UNREADABLE_FILE = "Failed to load";
    private static final String UNUSABLE_CLIENT = "Failed to create new";

    private KafkaErrors() {}

    /**
     * Makes the line.
     *
     * @param failure what a client threw, or the cause of what it answered
     */
    public static PreflightException of(KafkaEndpoint kafka, Throwable failure) {
        Optional<CertificateException> certificate = Causes.first(failure, CertificateException.class);
        if (certificate.isPresent()) {
            return new PreflightException(
                    "Kafka " + kafka + " shows a certificate that is not trusted ("
                            + certificate.get().getMessage()
                            + "): name its authority's under kafka.properties as ssl.truststore.location",
                    failure);
        }
        if (Causes.first(failure, SslAuthenticationException.class).isPresent()) {
            return new PreflightException(
                    "Kafka " + kafka + " does not speak TLS as asked: check security.protocol and ssl.* under"
                            + " kafka.properties",
                    failure);
        }
        if (Causes.first(failure, AuthenticationException.class).isPresent()) {
            return new PreflightException(
                    "Kafka " + kafka + " refused the sign-in: check sasl.* under kafka.properties", failure);
        }
        Optional<AuthorizationException> permission = Causes.first(failure, AuthorizationException.class);
        if (permission.isPresent()) {
            return new PreflightException(
                    "Kafka " + kafka + " let this client in, but refuses: "
                            + permission.get().getMessage() + "; docs/operations.md lists what each user needs",
                    failure);
        }
        return unusable(kafka, failure);
    }

    private static PreflightException unusable(KafkaEndpoint kafka, Throwable failure) {
        for (Throwable link = failure; link != null; link = link.getCause()) {
            if (String.valueOf(link.getMessage()).startsWith(UNREADABLE_FILE)) {
                return new PreflightException(
                        "a file that kafka.properties names cannot be used: " + link.getMessage(), failure);
            }
        }
        if (failure instanceof KafkaException
                && String.valueOf(failure.getMessage()).startsWith(UNUSABLE_CLIENT)) {
            return new PreflightException(
                    "no client of Kafka " + kafka
                            + " can be made: check bootstrap_servers, and sasl.* and ssl.* under kafka.properties",
                    failure);
        }
        return new PreflightException(
                "Kafka " + kafka + " cannot be reached within " + Preflight.TIMEOUT.toSeconds()
                        + " s: check kafka.bootstrap_servers, and security.protocol where it wants TLS",
                failure);
    }
}
