package dev.crmpulse.simulator.crm;

import dev.crmpulse.engine.event.ActorType;
import java.util.Locale;

/**
 * What people do about the alerts of the first response: they take notice of one, and report that it is resolved. Whether an
 * alert was sent is not known here; a report about one that was not is read by nobody.
 */
final class AlertReactions {
    private static final long SECOND = 1000;
    private static final long MINUTE = 60 * SECOND;
    private static final long SUPERVISOR_AFTER = 120 * MINUTE;
    private static final double OWNER_NOTICES = 0.6;
    private static final double SUPERVISOR_NOTICES = 0.8;

    /** The levels of the SLA first-response that ships. */
    private static final int OWNER = 1;

    private static final int SUPERVISOR = 2;

    private final Engagement lead;
    private final SeededRandom random;
    private boolean noticed;

    /** @param random draws of their own, so that they shift none of what happens to the lead */
    AlertReactions(Engagement lead, SeededRandom random) {
        this.lead = lead;
        this.random = random;
    }

    /** The owner of a new lead sees the notice on the phone, or does not. */
    void ownerMayNotice(long assignedMillis) {
        if (random.hit(OWNER_NOTICES)) {
            noticed = true;
            report("acknowledged", OWNER, lead.owner().id(), assignedMillis + random.millis(SECOND, 90 * SECOND));
        }
    }

    /** The lead of the owner's team sees that the answer is overdue. */
    void supervisorMayNotice(long createdMillis, long answeredMillis) {
        long at = createdMillis + SUPERVISOR_AFTER + random.millis(30 * SECOND, 25 * MINUTE);
        if (at < answeredMillis && random.hit(SUPERVISOR_NOTICES)) {
            report("acknowledged", SUPERVISOR, lead.owner().team().leadId(), at);
        }
    }

    /** Whoever took notice reports that the lead is answered. */
    void resolve(long answeredMillis) {
        if (noticed) {
            report("resolved", OWNER, lead.owner().id(), answeredMillis + random.millis(SECOND, MINUTE));
        }
    }

    private void report(String what, int level, String who, long atMillis) {
        lead.tenant().schedule().at(atMillis, now -> {
            String alert = String.format(Locale.ROOT, "lead/%s/first-response/1/%d", lead.leadId(), level);
            EventDraft event = new EventDraft(
                            lead.tenant().profile().id(),
                            lead.leadId() + "-alert-" + level + '-' + what,
                            "alert." + what,
                            "alert/" + alert,
                            now,
                            0)
                    .by(ActorType.HUMAN, who)
                    .with("alert_id", alert);
            lead.tenant().outbox().publishCleanly(event);
        });
    }
}
