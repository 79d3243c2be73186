package dev.crmpulse.metrics.followup;

import static dev.crmpulse.engine.fact.ColumnType.COUNT;
import static dev.crmpulse.engine.fact.ColumnType.LABEL;
import static dev.crmpulse.engine.fact.ColumnType.LARGE_COUNT;
import static dev.crmpulse.engine.fact.ColumnType.NULLABLE_MONEY;
import static dev.crmpulse.engine.fact.ColumnType.NULLABLE_SECONDS;
import static dev.crmpulse.engine.fact.ColumnType.NULLABLE_TIME;
import static dev.crmpulse.engine.fact.ColumnType.TEXT;

import dev.crmpulse.engine.event.BinaryCodec;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.Flag;
import dev.crmpulse.engine.fact.Fact;
import dev.crmpulse.engine.fact.FactId;
import dev.crmpulse.engine.fact.FactType;
import java.util.Locale;

/**
 * One contact between a person and a customer, or the attempt of one.
 *
 * @param key of the history that it is part of
 * @param customerId the customer, empty if unknown
 */
public record ContactActivity(EntityKey key, String customerId, Touch touch) implements Fact {
    public static final FactType<ContactActivity> TYPE = FactType.<ContactActivity>named(
                    "activity", 1, "One contact between a person and a customer, or the attempt of one (M10)")
            .column("activity_id", TEXT, "Id of its event, unique within the source", c -> c.touch
                    .recording()
                    .id())
            .column("source", LABEL, "Who sent the event", c -> c.touch
                    .recording()
                    .source())
            .column("lead_id", TEXT, "The lead, empty if it is of none", c -> c.key.leadId())
            .column(
                    "deal_id",
                    TEXT,
                    "The deal that it names, or in whose history it is; empty if none",
                    c -> c.dealId())
            .column("customer_id", TEXT, "The customer, empty if unknown", ContactActivity::customerId)
            .column("owner", TEXT, "Whose the lead or deal was before it, empty if nobody's", c -> c.touch
                    .parties()
                    .owner())
            .column("actor", TEXT, "Who acted: on a follow-up the person whose it is", c -> c.touch
                    .parties()
                    .actor())
            .column("actor_type", LABEL, "human, customer, system, or empty", c -> c.touch
                    .parties()
                    .actorType())
            .column(
                    "is_follow_up",
                    COUNT,
                    "1 where a person turned to the customer or tried to, 0 where the customer came to us",
                    c -> c.touch.followUp() ? 1 : 0)
            .column("channel", LABEL, "call, email, meeting, visit, im or sms; of a message as sent", c -> c.touch
                    .logged()
                    .channel())
            .column("direction", LABEL, "outbound, inbound, or empty", c -> c.touch
                    .logged()
                    .direction())
            .column(
                    "duration_seconds",
                    NULLABLE_SECONDS,
                    "How long it lasted, NULL if unknown",
                    c -> c.touch.durationMillis())
            .column(
                    "connected",
                    LABEL,
                    "yes or no: whether a call was taken; empty if unknown",
                    c -> word(c.touch.logged().connected()))
            .column("outcome", LABEL, "What came of it, empty if not given", c -> c.touch
                    .logged()
                    .outcome())
            .column(
                    "effective",
                    LABEL,
                    "yes or no: whether the CRM calls it effective; empty if it does not say",
                    c -> word(c.touch.logged().effective()))
            .column("next_step", TEXT, "What was promised next, empty if nothing", c -> c.touch
                    .logged()
                    .nextStep())
            .column(
                    "next_step_at",
                    NULLABLE_TIME,
                    "For when; a day lasts until the midnight that ends it",
                    c -> BinaryCodec.orNull(c.touch.nextStepAt()))
            .column(
                    "script_followed",
                    LABEL,
                    "yes or no; empty if unknown",
                    c -> word(c.touch.logged().scriptFollowed()))
            .column("fields_filled", NULLABLE_MONEY, "Required fields that are filled, NULL if unknown", c -> c.touch
                    .logged()
                    .completeness()
                    .filled())
            .column("fields_required", NULLABLE_MONEY, "Required fields, NULL if unknown", c -> c.touch
                    .logged()
                    .completeness()
                    .required())
            .column("notes_length", COUNT, "Characters of the notes", c -> c.touch
                    .logged()
                    .notes()
                    .length())
            .column(
                    "notes_fingerprint",
                    LARGE_COUNT,
                    "Equal for equal notes, 0 without any; the words are not kept",
                    c -> c.touch.logged().notes().fingerprint())
            .column(
                    "has_attachment",
                    COUNT,
                    "1 where something is attached, else 0",
                    c -> c.touch.logged().attachment() == Flag.YES ? 1 : 0)
            .column(
                    "recorded_at",
                    NULLABLE_TIME,
                    "When the CRM stored it, NULL if unknown",
                    c -> BinaryCodec.orNull(c.touch.recording().recordedAt()))
            .column(
                    "recording_delay_seconds",
                    NULLABLE_SECONDS,
                    "From the contact to then",
                    c -> c.touch.recordingDelayMillis())
            .computed("policy_id", "Empty: no policy decides these facts", "''")
            .ownersTeam("started_at")
            .build();

    private static String word(Flag flag) {
        return flag == Flag.UNKNOWN ? "" : flag.name().toLowerCase(Locale.ROOT);
    }

    private String dealId() {
        String named = touch.parties().dealId();
        return named.isEmpty() ? key.dealId() : named;
    }

    @Override
    public String tenant() {
        return key.tenant();
    }

    @Override
    public String id() {
        return key.subject()
                + '/'
                + FactId.part(touch.recording().source())
                + '/'
                + FactId.part(touch.recording().id());
    }

    @Override
    public long startedAt() {
        return touch.recording().at();
    }
}
