package dev.crmpulse.jobs.live;

import com.clickhouse.client.api.ServerException;
import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;

/** Says in one line, and without a secret, why ClickHouse did not do what it was asked. */
public final class ClickHouseErrors {
    private static final Set<Integer> SIGN_IN_REFUSED = Set.of(192, 193, 194, 516);
    private static final int ACCESS_DENIED = 497;

    private ClickHouseErrors() {}

    /**
     * Makes the line.
     *
     * @param failure what the driver threw
     */
    public static PreflightException of(ClickHouseEndpoint clickHouse, Exception failure) {
        return new PreflightException("ClickHouse " + clickHouse + ' ' + why(failure), failure);
    }

    private static String why(Exception failure) {
        Optional<ServerException> server = Causes.first(failure, ServerException.class);
        if (server.isPresent()) {
            return answer(server.get());
        }
        Optional<CertificateException> certificate = Causes.first(failure, CertificateException.class);
        if (certificate.isPresent()) {
            return "shows a certificate that is not trusted ("
                    + certificate.get().getMessage() + "): name its authority's as clickhouse.ca_certificate";
        }
        if (Causes.first(failure, SSLException.class).isPresent()) {
            return "does not speak TLS: check clickhouse.url, http:// or https://, and its port";
        }
        return "cannot be reached: check clickhouse.url, https:// where it wants TLS, and that it is up";
    }

    private static String answer(ServerException server) {
        if (SIGN_IN_REFUSED.contains(server.getCode())) {
            return "refused the sign-in: check clickhouse.user and password";
        }
        String message = server.getMessage().lines().findFirst().orElse("");
        return server.getCode() == ACCESS_DENIED
                ? "let this user in, but refuses: " + message + "; docs/operations.md lists what each user needs"
                : "refuses: " + message;
    }
}
