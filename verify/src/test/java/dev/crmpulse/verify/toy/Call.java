package dev.crmpulse.verify.toy;

import static dev.crmpulse.engine.fact.ColumnType.TEXT;

import dev.crmpulse.engine.fact.Fact;
import dev.crmpulse.engine.fact.FactType;

/** One call about a lead. */
record Call(String tenant, String leadId, int callNo, String caller, long startedAt) implements Fact {
    static final FactType<Call> TYPE = FactType.<Call>named("call", 1, "One call about a lead (M99)")
            .column("lead_id", TEXT, "The lead", Call::leadId)
            .column("owner", TEXT, "Who called", Call::caller)
            .alias("called_at", "started_at")
            .computed("lead_key", "The lead in small letters", "lower(lead_id)")
            .ownersTeam("started_at")
            .build();

    @Override
    public String id() {
        return leadId + '/' + callNo;
    }
}
