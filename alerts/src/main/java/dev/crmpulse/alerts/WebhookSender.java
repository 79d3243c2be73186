package dev.crmpulse.alerts;

import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Posts messages, one attempt each, without waiting for the answer. */
final class WebhookSender {
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int REQUEST_TIMEOUT = 408;

    private final InstantSource clock;
    private final HttpClient client = HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .followRedirects(Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    WebhookSender(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Posts a message once.
     *
     * @return completes with what became of it, never exceptionally
     */
    CompletableFuture<Answer> send(Webhook webhook, String eventId, String body) {
        CompletableFuture<HttpResponse<byte[]>> exchange =
                client.sendAsync(Post.of(webhook, eventId, body, clock.instant()), BodyHandlers.ofByteArray());
        // the request's own timeout ends with the headers of the answer, its body may drip for ever
        return exchange.copy()
                .orTimeout(webhook.pace().timeout().toMillis(), TimeUnit.MILLISECONDS)
                .handle((response, failure) -> {
                    if (failure == null) {
                        return answer(webhook.service(), response);
                    }
                    exchange.cancel(true);
                    return new Answer.Unavailable(described(failure), Duration.ZERO);
                });
    }

    private Answer answer(Service service, HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status / 100 == 2) {
            return service.read(response.body());
        }
        String problem = "HTTP " + status;
        return status / 100 == 5 || status == TOO_MANY_REQUESTS || status == REQUEST_TIMEOUT
                ? new Answer.Unavailable(
                        problem,
                        response.headers()
                                .firstValue("Retry-After")
                                .map(this::retryAfter)
                                .orElse(Duration.ZERO))
                : new Answer.Refused(problem);
    }

    /** Seconds or a date; one that cannot be read says nothing. */
    private Duration retryAfter(String header) {
        Duration wait = header.strip().matches("\\d{1,9}")
                ? Duration.ofSeconds(Long.parseLong(header.strip()))
                : Duration.between(clock.instant(), date(header.strip()));
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    private Instant date(String header) {
        try {
            return ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException none) {
            return clock.instant();
        }
    }

    /** Kinds of failures alone: their messages may hold the address. */
    private static String described(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof HttpTimeoutException || cause instanceof TimeoutException) {
            return "no answer in time";
        }
        return cause instanceof ConnectException
                ? "no connection"
                : "the connection failed (" + cause.getClass().getSimpleName() + ")";
    }
}
