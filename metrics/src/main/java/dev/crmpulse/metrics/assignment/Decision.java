package dev.crmpulse.metrics.assignment;

import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryValue;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.LeadPayload.Assigned;
import dev.crmpulse.engine.event.LeadPayload.AssignmentFailed;
import java.io.IOException;

/** What was decided on a lead, as one event states it; absent texts are empty. */
public record Decision(
        boolean isFailed,
        String owner,
        String ground,
        String reason,
        String rule,
        String region,
        String line,
        String preferred,
        String decidedBy)
        implements BinaryValue<Decision> {
    /** Nothing was decided. */
    static final Decision NONE = new Decision(false, "", "", "", "", "", "", "", "");

    /** The decision of an event, null where that is none. */
    static Decision of(CrmEvent event) {
        if (event.payload() instanceof Assigned assigned) {
            return new Decision(
                    false,
                    event.owner(),
                    assigned.ground(),
                    "",
                    assigned.rule(),
                    assigned.region(),
                    assigned.line(),
                    assigned.preferred(),
                    event.actor());
        }
        return event.payload() instanceof AssignmentFailed failed
                ? new Decision(
                        true, "", "", failed.reason(), failed.rule(), failed.region(), failed.line(), "", event.actor())
                : null;
    }

    /** Whether the person whom the customer asked for was given the lead, null where they asked for nobody. */
    String preference() {
        if (preferred.isEmpty()) {
            return null;
        }
        return preferred.equals(owner) ? "honoured" : "not honoured";
    }

    @Override
    public Decision fields(BinaryFields f) throws IOException {
        return new Decision(
                f.flag(isFailed),
                f.text(owner),
                f.text(ground),
                f.text(reason),
                f.text(rule),
                f.text(region),
                f.text(line),
                f.text(preferred),
                f.text(decidedBy));
    }
}
