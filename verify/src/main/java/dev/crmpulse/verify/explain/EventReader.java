package dev.crmpulse.verify.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crmpulse.connectors.cloudevents.ParsedEvent;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.DataMember;
import dev.crmpulse.engine.event.EventType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Makes of a delivery what people may see of it. */
final class EventReader {
    /** Ids stand beside the event already; notes and respondents are nobody's business here. */
    private static final Set<DataMember> SHOWN = EnumSet.of(
            DataMember.CHANNEL,
            DataMember.CAMPAIGN,
            DataMember.INTENT,
            DataMember.SIZE,
            DataMember.INDUSTRY,
            DataMember.GROUND,
            DataMember.REASON,
            DataMember.KIND,
            DataMember.TIER,
            DataMember.INTO,
            DataMember.DIRECTION,
            DataMember.DURATION,
            DataMember.CONNECTED,
            DataMember.OUTCOME,
            DataMember.NEXT_STEP_AT,
            DataMember.STAGE,
            DataMember.AMOUNT,
            DataMember.CURRENCY,
            DataMember.FROM,
            DataMember.TO,
            DataMember.SCORE,
            DataMember.DIMENSION,
            DataMember.WAVE,
            DataMember.TEAM,
            DataMember.REGION,
            DataMember.ROLE,
            DataMember.STATUS);

    private final ObjectMapper json = new ObjectMapper();
    private final String asked;

    /** @param asked the id of an event that was asked for, empty if none */
    EventReader(String asked) {
        this.asked = asked;
    }

    Explanation.TimelineEvent shown(ParsedEvent delivery) {
        CrmEvent event = delivery.event();
        return new Explanation.TimelineEvent(
                Instant.ofEpochMilli(event.timeMillis()),
                event.sequence(),
                event.source(),
                Masking.maskEmail(event.id()),
                delivery.typeName(),
                event.actorType().contractName(),
                isAnonymous(event.type()) ? "" : Masking.mask(event.actor()),
                Masking.mask(event.owner()),
                data(delivery.json()),
                !asked.isEmpty() && asked.equals(event.id()));
    }

    /** Whether it was promised that nobody learns who said it: not even a masked name, of which colleagues know whose it is. */
    private static boolean isAnonymous(EventType type) {
        return type == EventType.PEER_RATED || type == EventType.EMPLOYEE_SURVEYED;
    }

    private Map<String, String> data(byte[] event) {
        try {
            JsonNode data = json.readTree(event).path("data");
            Map<String, String> shown = new LinkedHashMap<>();
            for (DataMember member : SHOWN) {
                JsonNode value = data.path(member.memberName());
                if (value.isValueNode() && !value.asText().isEmpty() && !value.isNull()) {
                    shown.put(member.memberName(), value.isTextual() ? Masking.mask(value.asText()) : value.asText());
                }
            }
            return shown;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("an event that was accepted is no JSON any more", unreadable);
        }
    }
}
