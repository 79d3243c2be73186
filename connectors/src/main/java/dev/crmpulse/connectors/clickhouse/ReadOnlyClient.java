package dev.crmpulse.connectors.clickhouse;

import dev.crmpulse.connectors.clickhouse.QueryFailure.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a ClickHouse for people who look at figures: in read-only mode and within limits, whatever else its user may do. A
 * thread that is interrupted while it waits cuts the connection, upon which ClickHouse ends the query.
 */
public final class ReadOnlyClient {
    private static final Logger LOG = LoggerFactory.getLogger(ReadOnlyClient.class);

    private static final Duration CONNECT = Duration.ofSeconds(5);
    /** ClickHouse itself ends a query that takes too long, and is given this much more to say so. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final int OK = 200;
    private static final int LONGEST_ERROR = 1 << 16;
    private static final int READ_ONLY_CODE = 164;

    private final ClickHouseEndpoint endpoint;
    private final Limits limits;
    private final HttpClient http;
    private Optional<Mode> mode = Optional.empty();

    /**
     * What one query may take.
     *
     * @param rows of the answer
     * @param bytes of the answer
     * @param memoryBytes of the server
     */
    public record Limits(Duration time, long rows, long bytes, long memoryBytes) {}

    /** How a user is asked: one who is read-only already may not be made so, and perhaps not even be limited. */
    private enum Mode {
        READ_ONLY,
        LIMITED,
        AS_IT_IS
    }

    /** @throws IOException where the file of the certificate cannot be read */
    public ReadOnlyClient(ClickHouseEndpoint endpoint, Limits limits) throws IOException {
        this.endpoint = endpoint;
        this.limits = limits;
        HttpClient.Builder builder = HttpClient.newBuilder()
                // of its own connection a query can be cut off
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT);
        if (!endpoint.caCertificate().isEmpty()) {
            builder.sslContext(trusting(Path.of(endpoint.caCertificate())));
        }
        this.http = builder.build();
    }

    /**
     * The answer as ClickHouse's JSONCompact, times as ISO 8601 in UTC.
     *
     * @throws QueryFailure where there is none
     */
    public byte[] jsonCompact(String sql) throws QueryFailure, InterruptedException {
        return ask(sql, mode());
    }

    /** Found out with a statement that harms nobody, before any other is sent. */
    private synchronized Mode mode() throws QueryFailure, InterruptedException {
        if (mode.isEmpty()) {
            mode = Optional.of(findMode());
        }
        return mode.get();
    }

    private Mode findMode() throws QueryFailure, InterruptedException {
        if (isTaken(Mode.READ_ONLY)) {
            return Mode.READ_ONLY;
        }
        Mode found = isTaken(Mode.LIMITED) ? Mode.LIMITED : Mode.AS_IT_IS;
        if (found == Mode.AS_IT_IS) {
            LOG.warn("The user of ClickHouse {} takes no limits; those of its own profile hold", endpoint);
        }
        byte[] readOnly = ask("SELECT getSetting('readonly') FORMAT TSV", found);
        if (new String(readOnly, StandardCharsets.UTF_8).strip().equals("0")) {
            throw new QueryFailure(
                    Kind.REFUSED, READ_ONLY_CODE, "READONLY", "the user may write, and cannot be made read-only");
        }
        return found;
    }

    private boolean isTaken(Mode tried) throws QueryFailure, InterruptedException {
        try {
            ask("SELECT 1", tried);
            return true;
        } catch (QueryFailure failure) {
            if (failure.code() != READ_ONLY_CODE) {
                throw failure;
            }
            return false;
        }
    }

    private byte[] ask(String sql, Mode how) throws QueryFailure, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address(how))
                .timeout(limits.time().plus(GRACE))
                .header("Authorization", "Basic " + credentials())
                .POST(BodyPublishers.ofString(sql))
                .build();
        try {
            HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() != OK) {
                    throw refusal(response, body);
                }
                return read(body);
            }
        } catch (HttpTimeoutException slow) {
            throw QueryFailure.tooSlow();
        } catch (IOException away) {
            if (Thread.interrupted()) {
                throw interrupted(away);
            }
            throw new QueryFailure(Kind.AWAY, 0, "", "ClickHouse " + endpoint + " does not answer: " + away);
        }
    }

    private static InterruptedException interrupted(IOException cut) {
        InterruptedException interrupted = new InterruptedException("the query is no longer wanted");
        interrupted.initCause(cut);
        return interrupted;
    }

    private byte[] read(InputStream body) throws IOException, QueryFailure {
        byte[] answer = body.readNBytes(Math.toIntExact(limits.bytes() + 1));
        if (answer.length > limits.bytes()) {
            throw QueryFailure.tooLarge();
        }
        return answer;
    }

    private static QueryFailure refusal(HttpResponse<InputStream> response, InputStream body) throws IOException {
        String text = new String(body.readNBytes(LONGEST_ERROR), StandardCharsets.UTF_8);
        int code = response.headers()
                .firstValue("X-ClickHouse-Exception-Code")
                .filter(header -> header.matches("\\d{1,6}"))
                .map(Integer::parseInt)
                .orElse(0);
        return QueryFailure.ofAnswer(code, text);
    }

    private URI address(Mode how) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("default_format", "JSONCompact");
        // an error must not follow upon half an answer
        parameters.put("wait_end_of_query", "1");
        if (how != Mode.AS_IT_IS) {
            parameters.put("max_execution_time", Long.toString(limits.time().toSeconds()));
            parameters.put("max_result_rows", Long.toString(limits.rows()));
            parameters.put("result_overflow_mode", "throw");
            parameters.put("max_memory_usage", Long.toString(limits.memoryBytes()));
            parameters.put("date_time_output_format", "iso");
            parameters.put("output_format_json_quote_64bit_integers", "0");
            parameters.put("output_format_json_quote_denormals", "0");
            parameters.put("cancel_http_readonly_queries_on_client_close", "1");
        }
        if (how == Mode.READ_ONLY) {
            parameters.put("readonly", "1");
        }
        String query = parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + '=' + encode(parameter.getValue()))
                .collect(Collectors.joining("&"));
        return URI.create(endpoint.url().replaceFirst("/+$", "") + "/?" + query);
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private String credentials() {
        return Base64.getEncoder()
                .encodeToString((endpoint.user() + ':' + endpoint.password()).getBytes(StandardCharsets.UTF_8));
    }

    private static SSLContext trusting(Path file) throws IOException {
        try (InputStream pem = Files.newInputStream(file)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                trusted.setCertificateEntry(Integer.toString(trusted.size()), certificate);
            }
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException unusable) {
            throw new IOException("certificate " + file + " cannot be used: " + unusable.getMessage(), unusable);
        }
    }
}
