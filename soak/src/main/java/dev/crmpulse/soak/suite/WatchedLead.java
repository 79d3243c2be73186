package dev.crmpulse.soak.suite;

import dev.crmpulse.connectors.policy.PolicyFile;
import dev.crmpulse.engine.policy.Policy;
import dev.crmpulse.simulator.crm.Defect;
import dev.crmpulse.simulator.crm.SimulatedEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** A lead of now, of a tenant of its own, to which more is promised than a suite need wait long for. */
record WatchedLead(String id) {
    static final String TENANT = "watched";

    /** The SLA that it will be answered, with the levels {@code supervisor} and {@code anomaly}. */
    static final String SLA = "quick";

    /**
     * That SLA, and with it a notice to the owner at once.
     *
     * @param supervisor when it is broken first
     * @param anomaly when it is broken for good
     */
    static List<Policy> sla(Duration supervisor, Duration anomaly) {
        return PolicyFile.read("SLA of a suite", """
                kind: sla
                id: %s
                version: 1
                effective_from: 1970-01-01
                entity: lead
                start: {type: lead.created}
                stop: {interaction: answer}
                calendar: literal
                episodes: once
                levels:
                  - {name: owner, target: 0 s}
                  - {name: supervisor, target: %d s}
                  - {name: anomaly, target: %d s}
                """.formatted(SLA, supervisor.toSeconds(), anomaly.toSeconds()));
    }

    /** It came in. */
    SimulatedEvent created(Instant time) {
        return event("lead.created", time, "customer", "");
    }

    /** A person answered. */
    SimulatedEvent answered(Instant time) {
        return event("message.sent", time, "human", "rep-1");
    }

    private SimulatedEvent event(String type, Instant time, String actorType, String actor) {
        Instant millis = time.truncatedTo(ChronoUnit.MILLIS);
        String json = ("{\"specversion\":\"1.0\",\"id\":\"%s-%s\",\"source\":\"suite\",\"type\":\"crm.%s\","
                        + "\"subject\":\"lead/%s\",\"time\":\"%s\",\"tenant\":\"%s\",\"actor\":\"%s\","
                        + "\"actortype\":\"%s\",\"data\":{\"lead_id\":\"%s\"}}")
                .formatted(id, type, type, id, millis, TENANT, actor, actorType, id);
        return new SimulatedEvent(
                millis, millis, TENANT + "/lead/" + id, Defect.NONE, json.getBytes(StandardCharsets.UTF_8));
    }
}
