package dev.crmpulse.alerts;

import dev.crmpulse.alerts.AlertMessage.ParsedRecord;
import dev.crmpulse.alerts.AlertMessage.Status;
import dev.crmpulse.alerts.Webhook.Pace;
import dev.crmpulse.alerts.Webhook.Selection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** Alerts and webhooks to try things with. */
final class TestAlerts {
    /** 09:00 in Shanghai. */
    static final Instant START = Instant.parse("2026-11-23T01:00:00Z");

    static final TopicPartition PARTITION = new TopicPartition("crm.alerts", 0);

    private TestAlerts() {}

    static AlertMessage alert(String alertId, Status status) {
        return alert(alertId, status, Duration.ofHours(2));
    }

    /** @param target of the level: 0 is a notice */
    static AlertMessage alert(String alertId, Status status, Duration target) {
        return new AlertMessage(
                alertId + "/" + status.written() + "/1",
                "acme",
                alertId,
                "lead",
                "L-1",
                "first-response",
                "first-response@1",
                1,
                "supervisor",
                2,
                "rep-07",
                START,
                Optional.of(START.plus(target)),
                status,
                ParsedRecord.SENT,
                Optional.of(START.plus(target)));
    }

    static QueuedAlert queued(long offset, AlertMessage alert) {
        return new QueuedAlert(PARTITION, offset, alert, alert.id().getBytes(StandardCharsets.UTF_8));
    }

    static Webhook webhook(Service service, String url, Optional<String> secret, Pace pace) {
        return new Webhook(
                "sales-floor",
                service,
                URI.create(url),
                secret,
                MessageTemplate.shippedFor(service),
                Selection.ALL,
                pace);
    }

    static Webhook webhook(Service service, String url) {
        return webhook(service, url, Optional.empty(), Pace.DEFAULT);
    }
}
