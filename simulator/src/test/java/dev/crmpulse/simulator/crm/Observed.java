package dev.crmpulse.simulator.crm;

import dev.crmpulse.connectors.cloudevents.CloudEventParser;
import dev.crmpulse.connectors.cloudevents.DeadLetter;
import dev.crmpulse.connectors.cloudevents.IntakeRules;
import dev.crmpulse.connectors.cloudevents.ParsedEvent;
import dev.crmpulse.connectors.cloudevents.ParsedRecord;
import dev.crmpulse.connectors.cloudevents.RecordPosition;
import dev.crmpulse.engine.event.CrmEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A simulated event and what the intake makes of it. */
record Observed(SimulatedEvent sent, ParsedRecord parsed) {
    /** All events that are published up to a moment. */
    static List<Observed> until(Instant end, SimulationSettings settings) {
        SimulatedCrm crm = SimulatedCrm.of(settings);
        CloudEventParser parser = new CloudEventParser(
                new IntakeRules(crm.tenants(), 1 << 20, Duration.ZERO, IntakeRules.Receipt.STAMPED));
        List<Observed> observed = new ArrayList<>();
        for (SimulatedEvent event = crm.next(); event.publishAt().isBefore(end); event = crm.next()) {
            observed.add(new Observed(
                    event,
                    parser.parse(
                            event.json(),
                            event.publishAt().toEpochMilli(),
                            new RecordPosition("crm.events", 0, observed.size()))));
        }
        return observed;
    }

    boolean isDeadLetter() {
        return parsed instanceof DeadLetter;
    }

    ParsedEvent event() {
        return (ParsedEvent) parsed;
    }

    CrmEvent crm() {
        return event().event();
    }

    boolean isOf(String contractName) {
        return !isDeadLetter() && event().typeName().equals("crm." + contractName);
    }

    /** Source and id, which name an event. */
    String name() {
        return crm().source() + " " + crm().id();
    }

    String lead() {
        return event().tenant() + "/" + crm().leadId();
    }

    String text() {
        return new String(sent.json(), StandardCharsets.UTF_8);
    }
}
