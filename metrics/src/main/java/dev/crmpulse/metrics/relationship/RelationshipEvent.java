package dev.crmpulse.metrics.relationship;

import static dev.crmpulse.engine.fact.ColumnType.COUNT;
import static dev.crmpulse.engine.fact.ColumnType.LABEL;
import static dev.crmpulse.engine.fact.ColumnType.NULLABLE_MONEY;
import static dev.crmpulse.engine.fact.ColumnType.TEXT;

import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryValue;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.fact.Fact;
import dev.crmpulse.engine.fact.FactId;
import dev.crmpulse.engine.fact.FactType;
import java.io.IOException;
import java.math.BigDecimal;

/**
 * A value-added offer, a referral, a repeated purchase, a renewal, or that the customer left.
 *
 * @param key of the customer
 * @param eventNo counts these events of the customer from 1
 */
public record RelationshipEvent(EntityKey key, int eventNo, Step step) implements Fact {
    public static final FactType<RelationshipEvent> TYPE = FactType.<RelationshipEvent>named(
                    "relationship_event",
                    1,
                    "A value-added offer, a referral, a repeated purchase, a renewal, or that the customer left (M22)")
            .column("customer_id", TEXT, "The customer", e -> e.key.customerId())
            .column("event_no", COUNT, "Counts these events of the customer from 1", RelationshipEvent::eventNo)
            .column("owner", TEXT, "Owner that the event names, empty if none", e -> e.step.owner)
            .column("kind", LABEL, "offer, referral, purchase, renewal or churn", e -> e.step.kind)
            .column(
                    "detail",
                    TEXT,
                    "The kind of offer, who was referred, the contract renewed, or why the customer left; empty if not given",
                    e -> e.step.detail)
            .column("amount", NULLABLE_MONEY, "Amount of a purchase or renewal, in its currency", e -> e.step.amount)
            .column("currency", LABEL, "Currency of the amount, never converted", e -> e.step.currency)
            .alias("happened_at", "started_at")
            .computed("policy_id", "Empty: no policy decides these facts", "''")
            .ownersTeam("started_at")
            .build();

    /** What an event states, as it is remembered with its customer; absent texts are empty. */
    record Step(String kind, String owner, String detail, BigDecimal amount, String currency, long atMillis)
            implements BinaryValue<Step> {
        static final Step BLANK = new Step("", "", "", null, "", 0);

        @Override
        public Step fields(BinaryFields f) throws IOException {
            return new Step(
                    f.text(kind),
                    f.text(owner),
                    f.text(detail),
                    f.decimal(amount),
                    f.text(currency),
                    f.fixedLong(atMillis));
        }
    }

    @Override
    public String tenant() {
        return key.tenant();
    }

    @Override
    public String id() {
        return FactId.part(key.customerId()) + '/' + eventNo;
    }

    @Override
    public long startedAt() {
        return step.atMillis;
    }
}
