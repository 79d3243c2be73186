package dev.crmpulse.jobs.timeline;

import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.TestEvent;
import dev.crmpulse.engine.event.Twins;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Deliveries as bad as they come: every type, many in one instant, over midnight, some delivered again, under another id,
 * with a corrected time or other contents.
 */
final class RandomHistory {
    static final Instant START = Instant.parse("2026-03-02T20:00:00Z");
    private static final Duration SLOT = Duration.ofMinutes(20);
    private static final int SLOTS = 36;

    /** When the last event may have happened and every answer was given or due. */
    static final Instant END = START.plus(SLOT.multipliedBy(SLOTS + 6));

    private static final List<EventType> TYPES = Arrays.asList(EventType.values());

    /** Subjects, and the lead and the deal their events name; the events of two deals name their lead in part only. */
    private static final String[][] SUBJECTS = {
        {"lead/L1", "", ""},
        {"lead/L1", "L1", "D1"},
        {"lead/L2", "L2", ""},
        {"lead/L3", "", ""},
        {"deal/D1", "L1", ""},
        {"deal/D2", "", ""},
        {"deal/D2", "L3", ""},
        {"deal/D3", "", ""},
        {"deal/D4", "", ""},
        {"deal/D3", "L2", "D3"},
        {"chat/X1", "L1", ""},
        {"chat/X2", "", "D2"},
        {"ticket/T1", "L1", ""},
        {"ticket/T2", "L2", ""}
    };

    private final Random random;

    RandomHistory(Random random) {
        this.random = random;
    }

    List<TestEvent> deliveries() {
        List<TestEvent> deliveries = new ArrayList<>();
        for (int left = 5 + random.nextInt(40); left > 0; left--) {
            deliveries.add(deliveries.isEmpty() || random.nextInt(4) > 0 ? event() : echo(deliveries));
        }
        return deliveries;
    }

    private TestEvent event() {
        String[] about = SUBJECTS[random.nextInt(SUBJECTS.length)];
        Map<String, Object> data = new HashMap<>();
        data.put("lead_id", about[1]);
        data.put("deal_id", about[2]);
        data.put("owner", one("", "rep-1", "rep-2"));
        data.put("channel", one("call", "email", "note"));
        data.put("direction", one("outbound", "inbound"));
        data.put("connected", random.nextBoolean());
        data.put("duration", random.nextInt(20));
        data.put("notes", one("", "called", "called again"));
        data.put("next_step_at", one("", "2026-03-05", "2026-03-04T10:00:00+08:00"));
        data.put("stage", one("", "A", "B"));
        data.put("from", one("", "A", "B"));
        data.put("to", one("A", "B", "C"));
        data.put("amount", random.nextInt(3) * 100);
        data.put("customer_id", one("", "C1", "C2"));
        data.put("survey_id", one("", "S1"));
        data.put("respondent", one("", "anna", "ben"));
        data.put("kind", one("nps", "nps", "csat", "ces"));
        data.put("score", random.nextInt(13) - 1);
        data.put("ground", one("", "region", "manual"));
        data.put("handover_id", one("", "H1", "H2"));
        data.put("link", one("", "k/1"));
        data.put("relation", one("self", "peer"));
        data.put("proposal_id", one("", "P1", "P2"));
        data.put("contract_id", one("", "K1"));
        data.put("by", one("legal", "finance"));
        data.put("invoice_id", one("", "I1"));
        data.put("payment_id", one("", "", "Y1"));
        data.put("currency", one("EUR", "EUR", "USD"));
        data.put("due_at", one("", "2026-03-03"));
        data.put("visit_id", one("", "V1"));
        data.put("effective", random.nextBoolean());
        data.put("order_id", one("", "O1"));
        data.put("planned_at", one("2026-03-03", "2026-03-04T09:00:00Z", "soon"));
        data.put("alternative", random.nextBoolean());
        data.put("question_id", one("", "Q1", "Q2"));
        data.put("fully_meets", one("", "yes", "no"));
        data.put("match", random.nextInt(101));
        data.put("ticket_id", one("", "", "T1"));
        data.put("improvement_id", one("", "V1"));
        data.put("due_at", one("", "2026-03-03"));
        data.put("department", one("", "service", "sales"));
        data.put("rule", one("", "routing", "routing"));
        data.put("region", one("", "East"));
        data.put("rep_id", one("", "rep-1", "rep-2"));
        data.put("into", one("", "L1", "L2", "L3", "L4"));
        data.put("team", one("", "East", "West"));
        data.put("status", one("", "active", "left"));
        switch (random.nextInt(8)) {
            case 0, 1 -> data.put("dimensions", Map.of("country", one("FR", "DE", "")));
            case 2 -> data.put("dimensions", Map.of("country", "FR", "product", one("X", "Y")));
            case 3 -> data.put("dimensions", null);
            default -> {}
        }
        return new TestEvent(
                "crm",
                "e" + random.nextInt(100),
                random.nextInt(2),
                time(),
                null,
                type(),
                about[0],
                one("rep-1", "rep-2", ""),
                one("human", "human", "bot", "customer", ""),
                data,
                random.nextBoolean() ? Twins.BY_CONTENT : Twins.NONE);
    }

    private String type() {
        EventType type = TYPES.get(random.nextInt(TYPES.size()));
        return switch (random.nextInt(7)) {
            case 6 ->
                one("proposal.submitted", "proposal.question_asked", "proposal.question_answered", "proposal.reviewed");
            case 5 ->
                one(
                        "lead.assignment_failed",
                        "lead.assignment_failed",
                        "lead.assigned",
                        "handover.started",
                        "knowledge.shared",
                        "peer.rated",
                        "ticket.opened",
                        "improvement.opened",
                        "ticket.paused");
            case 0 -> one("message.received", "message.sent", "lead.created");
            case 1 -> one("deal.created", "deal.stage_changed", "deal.lost", "deal.reopened");
            case 2 -> one("survey.sent", "survey.answered", "survey.answered", "rep.changed");
            default ->
                switch (type) {
                    case OTHER -> "x.scanned";
                    // after one of them a lead has hardly a fact any more
                    case LEAD_DELETED, LEAD_MERGED ->
                        one(type.contractName(), "lead.created", "lead.assigned", "lead.tiered");
                    default -> type.contractName();
                };
        };
    }

    private TestEvent echo(List<TestEvent> earlier) {
        TestEvent event = earlier.get(random.nextInt(earlier.size()));
        return switch (random.nextInt(6)) {
            case 0 -> event.named("d" + random.nextInt(3));
            case 1 -> event.from("mail");
            case 2 -> event.at(time()).recorded(time());
            case 3 -> saying(event, "rep-3", "Z").recorded(time());
            case 4 -> saying(event, "rep-4", "Y");
            default -> event;
        };
    }

    private static TestEvent saying(TestEvent event, String owner, String to) {
        Map<String, Object> data = new HashMap<>(event.data());
        data.put("owner", owner);
        data.put("to", to);
        data.put("team", to);
        data.put("into", "L3");
        data.put("score", 3);
        return event.saying(data);
    }

    private Instant time() {
        return START.plus(SLOT.multipliedBy(random.nextInt(SLOTS)));
    }

    private String one(String... of) {
        return of[random.nextInt(of.length)];
    }
}
