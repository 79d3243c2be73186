package dev.crmpulse.metrics.desk;

import static dev.crmpulse.engine.fact.ColumnType.TEXT;

import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.fact.Fact;
import dev.crmpulse.engine.fact.FactType;

/** A fact of the history of a proposal, contract, order or invoice: what its key names, and whom and what its events name with it. */
interface DeskFact extends Fact {
    EntityKey key();

    Parties parties();

    @Override
    default String tenant() {
        return key().tenant();
    }

    /** That of the key, where it has one such fact. */
    @Override
    default String id() {
        return key().id();
    }

    /** Adds the columns of the parties. */
    static <F extends DeskFact> FactType.Builder<F> parties(FactType.Builder<F> type) {
        return type.column("lead_id", TEXT, "The lead, empty if unknown", f -> f.parties()
                        .leadId())
                .column("deal_id", TEXT, "The deal, empty if unknown", f -> f.parties()
                        .dealId())
                .column("customer_id", TEXT, "The customer, empty if unknown", f -> f.parties()
                        .customerId())
                .column("owner", TEXT, "Owner named last, empty if none", f -> f.parties()
                        .owner());
    }
}
