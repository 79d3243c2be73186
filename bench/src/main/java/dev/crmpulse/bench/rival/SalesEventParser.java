package dev.crmpulse.bench.rival;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.time.Instant;

/** Reads CloudEvents by binding them to classes. */
public final class SalesEventParser {
    private static final ObjectReader READER = new ObjectMapper().readerFor(Envelope.class);

    @JsonIgnoreProperties(ignoreUnknown = true)
    private static final class Envelope {
        @JsonProperty
        private String id;

        @JsonProperty
        private String type;

        @JsonProperty
        private String time;

        @JsonProperty
        private int sequence;

        @JsonProperty
        private String actortype;

        @JsonProperty
        private Data data;
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    private static final class Data {
        @JsonProperty("lead_id")
        private String leadId = "";

        @JsonProperty("deal_id")
        private String dealId = "";

        @JsonProperty
        private String direction = "";

        @JsonProperty
        private boolean connected = true;

        @JsonProperty
        private String stage = "";

        @JsonProperty
        private String to = "";
    }

    private SalesEventParser() {}

    /** The event; null where no metric reads it. */
    public static SalesEvent parse(byte[] json) throws IOException {
        Envelope event = READER.readValue(json);
        Act.Kind kind = kind(event);
        if (kind == null) {
            return null;
        }
        String stage = kind == Act.Kind.STAGE_CHANGED ? event.data.to : event.data.stage;
        Act act = new Act(event.id, kind, Instant.parse(event.time).toEpochMilli(), event.sequence, stage);
        return new SalesEvent(event.data.leadId, event.data.dealId, act);
    }

    private static Act.Kind kind(Envelope event) {
        return switch (event.type) {
            case "crm.lead.created" -> Act.Kind.LEAD_CREATED;
            case "crm.lead.assigned" -> Act.Kind.LEAD_ASSIGNED;
            case "crm.activity.logged" -> isContact(event) ? Act.Kind.CONTACT : null;
            case "crm.deal.created" -> Act.Kind.DEAL_CREATED;
            case "crm.deal.stage_changed" -> Act.Kind.STAGE_CHANGED;
            case "crm.deal.won" -> Act.Kind.DEAL_WON;
            default -> null;
        };
    }

    private static boolean isContact(Envelope event) {
        return "human".equals(event.actortype) && event.data.direction.equals("outbound") && event.data.connected;
    }
}
