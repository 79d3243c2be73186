package dev.crmpulse.verify.reference;

import dev.crmpulse.engine.policy.TenantPolicies;
import dev.crmpulse.engine.policy.TierPolicy;
import dev.crmpulse.engine.policy.TierPolicy.TierRule;
import dev.crmpulse.engine.policy.TierPolicy.TierThreshold;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** M9: the points of a lead after every single event. */
final class LeadTierReference implements Reference {
    @Override
    public String metric() {
        return "M9";
    }

    @Override
    public String key() {
        return "concat('lead/', lead_id)";
    }

    @Override
    public List<Map<String, String>> rows(EntityHistory history, TenantPolicies policies, long horizonMillis) {
        List<Map<String, String>> rows = new ArrayList<>();
        int created = history.creation();
        TierPolicy scoring = history.leadId().isEmpty() || created < 0 ? null : policies.tier(history.time(created));
        boolean deleted = history.events().stream().anyMatch(event -> event.is("lead.deleted"));
        if (scoring == null || deleted || endsBefore(history, created)) {
            return rows;
        }
        int over = endOfScoring(history, created);
        List<Long> points = points(history, scoring, created, over);
        String previous = "";
        for (int start = created; start < over; ) {
            String tier = tier(scoring, points.get(start - created));
            int next = start + 1;
            while (next < over && tier(scoring, points.get(next - created)).equals(tier)) {
                next++;
            }
            rows.add(row(history, scoring, points, created, rows.size() + 1, start, next, tier, previous));
            previous = tier;
            start = next;
        }
        return rows;
    }

    private static boolean endsBefore(EntityHistory history, int created) {
        return history.events().subList(0, created).stream().anyMatch(PastEvent::endsTheLead);
    }

    /** The event that ends the lead, or the end of the history. */
    private static int endOfScoring(EntityHistory history, int created) {
        int index = created + 1;
        while (index < history.size() && !history.event(index).endsTheLead()) {
            index++;
        }
        return index;
    }

    private static String tier(TierPolicy scoring, long points) {
        String tier = "";
        for (TierThreshold threshold : scoring.tiers()) {
            tier = threshold.tier();
            if (threshold.from() <= points) {
                break;
            }
        }
        return tier;
    }

    /** The points after each event, from the creation up to the end. */
    private static List<Long> points(EntityHistory history, TierPolicy scoring, int created, int over) {
        Long[] points = new Long[over - created];
        Arrays.fill(points, 0L);
        for (TierRule rule : scoring.rules()) {
            int times = 0;
            for (int i = created; i < over; i++) {
                PastEvent event = history.event(i);
                boolean counts = i == created || !event.is("lead.created");
                if (counts && times < rule.atMost() && Conditions.hold(rule.when(), event)) {
                    times++;
                }
                points[i - created] += (long) rule.points() * times;
            }
        }
        return List.of(points);
    }

    private static Map<String, String> row(
            EntityHistory history,
            TierPolicy scoring,
            List<Long> points,
            int created,
            int episode,
            int start,
            int next,
            String tier,
            String previousTier) {
        boolean ended = next < history.size();
        PastEvent creation = history.event(created);
        long touches = history.events().subList(start, next).stream()
                .filter(Acts::answers)
                .count();
        String endReason = "";
        if (ended) {
            PastEvent end = history.event(next);
            endReason = end.endsTheLead() ? end.lastWord() : "tier";
        }
        return new ReferenceRow()
                .text("tenant", history.tenant())
                .text("id", history.leadId() + "/" + episode)
                .time("started_at", history.time(start))
                .text("lead_id", history.leadId())
                .text("customer_id", history.firstNamed(event -> event.member("customer_id")))
                .text("owner", history.leadOwner(history.size() - 1))
                .text("channel", creation.member("channel"))
                .text("campaign", creation.member("campaign"))
                .text("intent", creation.member("intent"))
                .text("size", creation.member("size"))
                .text("industry", creation.member("industry"))
                .count("episode", episode)
                .text("tier", tier)
                .text("previous_tier", previousTier)
                .count("points_at_start", points.get(start - created))
                .count("points", points.get(next - 1 - created))
                .count("touches", touches)
                .time("ended_at", ended ? (Long) history.time(next) : null)
                .text("end_reason", endReason)
                .seconds("calendar_seconds", ended ? (Long) (history.time(next) - history.time(start)) : null)
                .text("policy_id", scoring.versionedId())
                .values();
    }
}
