package dev.crmpulse.simulator.crm;

import dev.crmpulse.engine.contact.Contact;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.metrics.response.ResponseBucket;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What became of the leads of a sample, found by the rules of the metrics. */
final class LeadsOfASample {
    static final String NEVER = "never";

    private final Map<String, Lead> leads = new LinkedHashMap<>();

    static final class Lead {
        private Long createdAt;
        private Long answeredAt;
        private boolean won;

        String bucket() {
            return answeredAt == null
                    ? NEVER
                    : ResponseBucket.of(answeredAt - createdAt).label();
        }

        Long waitMillis() {
            return answeredAt == null ? null : (Long) (answeredAt - createdAt);
        }

        long createdAt() {
            return createdAt;
        }
    }

    LeadsOfASample(List<Observed> sample, Instant createdBefore) {
        for (Observed observed : sample) {
            if (!observed.isDeadLetter() && !observed.crm().leadId().isEmpty()) {
                take(observed);
            }
        }
        leads.values().removeIf(lead -> lead.createdAt == null || lead.createdAt >= createdBefore.toEpochMilli());
    }

    private void take(Observed observed) {
        Lead lead = leads.computeIfAbsent(observed.lead(), key -> new Lead());
        long time = observed.crm().timeMillis();
        if (observed.crm().type() == EventType.LEAD_CREATED) {
            lead.createdAt = time;
        }
        if (Contact.isAnswer(observed.crm())) {
            lead.answeredAt = lead.answeredAt == null ? (Long) time : (Long) Math.min(lead.answeredAt, time);
        }
        lead.won |= observed.crm().type() == EventType.DEAL_WON;
    }

    Map<String, Lead> byId() {
        return leads;
    }

    /** Leads of a bucket per lead. */
    double share(String bucket) {
        return count(bucket) / (double) leads.size();
    }

    /** Leads of a bucket with a deal that was won, per lead of the bucket. */
    double won(String bucket) {
        return leads.values().stream()
                        .filter(lead -> lead.bucket().equals(bucket) && lead.won)
                        .count()
                / (double) count(bucket);
    }

    private long count(String bucket) {
        return leads.values().stream()
                .filter(lead -> lead.bucket().equals(bucket))
                .count();
    }
}
