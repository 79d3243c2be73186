package dev.crmpulse.alerts;

import dev.crmpulse.alerts.AlertMessage.Status;
import dev.crmpulse.connectors.retry.RetryDelays;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The alerts that wait for one webhook. They are posted one after the other, in the order they came; nothing here waits,
 * so that no webhook holds up another. In quiet hours nothing is posted, and an SLA that is broken and over within them
 * is not sent at all.
 *
 * <p>An alert that fails is tried again while the webhook's retry timeout lasts. Once that was in vain the next ones have one
 * attempt each, until one gets through.
 */
final class WebhookQueue {
    static final String REFUSED = "webhook refused";
    static final String UNREACHABLE = "webhook unreachable";
    static final String BACKLOG = "webhook backlog";

    private static final Logger LOG = LoggerFactory.getLogger(WebhookQueue.class);

    private final TenantWebhooks tenant;
    private final Webhook webhook;
    private final WebhookSender sender;
    private final RetryDelays delays;
    private final int mostWaiting;
    private final RateLimit rate;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private CompletableFuture<Answer> attempt;
    private Instant notBefore = Instant.MIN;
    private Instant giveUpAt;
    private int failures;
    private boolean unreachable;

    /** @param held whether it came in quiet hours */
    private record Waiting(QueuedAlert queued, boolean held) {}

    /** @param mostWaiting how many alerts may wait here; the room is not endless */
    WebhookQueue(TenantWebhooks tenant, Webhook webhook, WebhookSender sender, RetryDelays delays, int mostWaiting) {
        this.tenant = tenant;
        this.webhook = webhook;
        this.sender = sender;
        this.delays = delays;
        this.mostWaiting = mostWaiting;
        this.rate = new RateLimit(webhook.pace().perMinute());
    }

    Webhook webhook() {
        return webhook;
    }

    String tenant() {
        return tenant.tenant();
    }

    /** Takes an alert; returns what is settled by that without a post. */
    List<DeliveryOutcome> add(QueuedAlert queued, Instant now) {
        Optional<QueuedAlert> unsent = queued.alert().status() == Status.RAISED ? Optional.empty() : takeHeld(queued);
        if (unsent.isPresent()) {
            return List.of(new DeliveryOutcome.Expired(unsent.get()), new DeliveryOutcome.Expired(queued));
        }
        if (waiting.size() >= mostWaiting) {
            return List.of(new DeliveryOutcome.Undeliverable(queued, BACKLOG, mostWaiting + " alerts wait already"));
        }
        waiting.addLast(new Waiting(queued, tenant.quietHours().contain(now)));
        return List.of();
    }

    /** Posts the next alert where it is time to. */
    void post(Instant now) {
        if (attempt != null || waiting.isEmpty() || now.isBefore(notBefore)) {
            return;
        }
        if (tenant.quietHours().contain(now)) {
            startOver();
            return;
        }
        if (!rate.tryPost(now)) {
            return;
        }
        if (giveUpAt == null) {
            giveUpAt = unreachable ? now : now.plus(webhook.pace().retryTimeout());
        }
        AlertMessage alert = waiting.getFirst().queued.alert();
        attempt = send(alert);
    }

    /** Returns what became of the post that was answered last. */
    Optional<DeliveryOutcome> settled(Instant now) {
        if (attempt == null || !attempt.isDone()) {
            return Optional.empty();
        }
        Answer answer = attempt.join();
        attempt = null;
        if (answer instanceof Answer.Unavailable unavailable) {
            return failed(unavailable, now);
        }
        QueuedAlert queued = next();
        if (answer instanceof Answer.Refused refused) {
            return Optional.of(new DeliveryOutcome.Undeliverable(queued, REFUSED, refused.why()));
        }
        if (unreachable) {
            unreachable = false;
            LOG.info("{} of tenant {} takes alerts again", webhook, tenant());
        }
        return Optional.of(new DeliveryOutcome.Delivered(queued));
    }

    /** The attempt that is under way. */
    Optional<CompletableFuture<Answer>> attempt() {
        return Optional.ofNullable(attempt);
    }

    int size() {
        return waiting.size();
    }

    /** Leaves the alerts of partitions to whoever reads these from now on. */
    void forget(Collection<TopicPartition> partitions) {
        if (!waiting.isEmpty() && partitions.contains(waiting.getFirst().queued.partition())) {
            attempt = null;
            startOver();
        }
        waiting.removeIf(one -> partitions.contains(one.queued.partition()));
    }

    private CompletableFuture<Answer> send(AlertMessage alert) {
        String body;
        try {
            body = webhook.template().render(alert, tenant.zone());
        } catch (IllegalArgumentException unfit) {
            LOG.warn("the template of {} of tenant {} does not fit an alert", webhook, tenant(), unfit);
            return CompletableFuture.completedFuture(new Answer.Refused("the template does not fit"));
        }
        return sender.send(webhook, alert.id(), body);
    }

    private Optional<DeliveryOutcome> failed(Answer.Unavailable unavailable, Instant now) {
        failures++;
        Duration delay = delays.after(failures);
        notBefore = now.plus(unavailable.retryAfter().compareTo(delay) > 0 ? unavailable.retryAfter() : delay);
        if (now.isBefore(giveUpAt)) {
            if (failures == 1) {
                LOG.info("{} of tenant {} takes no alerts now ({})", webhook, tenant(), unavailable.why());
            }
            return Optional.empty();
        }
        String why = unavailable.why() + ", " + failures + (failures == 1 ? " attempt" : " attempts");
        unreachable = true;
        return Optional.of(new DeliveryOutcome.Undeliverable(next(), UNREACHABLE, why));
    }

    private QueuedAlert next() {
        startOver();
        return waiting.removeFirst().queued;
    }

    private void startOver() {
        failures = 0;
        giveUpAt = null;
    }

    /** The alarm that this statement takes back, where it was held and never posted. */
    private Optional<QueuedAlert> takeHeld(QueuedAlert statement) {
        Iterator<Waiting> one = waiting.iterator();
        boolean posted = giveUpAt != null;
        while (one.hasNext()) {
            Waiting candidate = one.next();
            AlertMessage alert = candidate.queued.alert();
            if (!posted
                    && candidate.held
                    && alert.status() == Status.RAISED
                    && alert.alertId().equals(statement.alert().alertId())) {
                one.remove();
                return Optional.of(candidate.queued);
            }
            posted = false;
        }
        return Optional.empty();
    }
}
