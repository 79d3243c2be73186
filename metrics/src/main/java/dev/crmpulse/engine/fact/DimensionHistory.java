package dev.crmpulse.engine.fact;

import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryValue;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.DataMember;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.NamedTexts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the events of a history say of dimensions, as far as it decides what a fact is counted under. Immutable; of the many
 * histories that say nothing all have the same one.
 *
 * <p>In the history of a lead or customer, what an event says holds for the facts of the deal that it names, else of the lead,
 * else for all; elsewhere always for all. Of each name counts what was said last up to the start of the fact, else what is said
 * first after it.
 */
public final class DimensionHistory implements BinaryValue<DimensionHistory> {
    /** Nothing was said. */
    public static final DimensionHistory NONE = new DimensionHistory(List.of());

    private final List<Statement> statements;

    private DimensionHistory(List<Statement> statements) {
        this.statements = statements;
    }

    /**
     * One name in one event.
     *
     * @param name {@link #EVERY_NAME} where all are cleared
     * @param text empty where it is cleared
     */
    private record Statement(String name, String text, long timeMillis, Scope scope) implements BinaryValue<Statement> {
        static final String EVERY_NAME = "";
        static final Statement BLANK = new Statement(EVERY_NAME, "", 0, Scope.ALL);

        boolean concerns(String otherName) {
            return name.equals(EVERY_NAME) || otherName.equals(EVERY_NAME) || name.equals(otherName);
        }

        @Override
        public Statement fields(BinaryFields f) throws IOException {
            return new Statement(f.text(name), f.text(text), f.fixedLong(timeMillis), scope.fields(f));
        }
    }

    /** The facts that a statement holds for: those of a lead or of a deal; both empty where it is all. */
    private record Scope(String leadId, String dealId) implements BinaryValue<Scope> {
        static final Scope ALL = new Scope("", "");

        /** A lead and a customer may have several deals; what else has a history is about one thing, whatever it names. */
        static Scope of(CrmEvent event, EntityKey key) {
            if (!key.kind().equals(EntityKey.LEAD) && !key.kind().equals(EntityKey.CUSTOMER)) {
                return ALL;
            }
            String dealId = event.dealId();
            String leadId = event.leadId().equals(key.leadId()) ? "" : event.leadId();
            return dealId.isEmpty() && leadId.isEmpty() ? ALL : new Scope(dealId.isEmpty() ? leadId : "", dealId);
        }

        boolean holds(String factLeadId, String factDealId) {
            return (leadId.isEmpty() || leadId.equals(factLeadId)) && (dealId.isEmpty() || dealId.equals(factDealId));
        }

        /** Whether no fact is within both. */
        boolean excludes(Scope other) {
            return (!leadId.isEmpty() && !other.leadId.isEmpty() && !leadId.equals(other.leadId))
                    || (!dealId.isEmpty() && !other.dealId.isEmpty() && !dealId.equals(other.dealId));
        }

        @Override
        public Scope fields(BinaryFields f) throws IOException {
            return new Scope(f.text(leadId), f.text(dealId));
        }
    }

    public boolean isEmpty() {
        return statements.isEmpty();
    }

    /** With the next event of the history; the same one where it says nothing that was not known. */
    public DimensionHistory with(CrmEvent event, EntityKey key) {
        if (!event.saysDimensions()) {
            return this;
        }
        Scope scope = Scope.of(event, key);
        List<Statement> all = new ArrayList<>(statements);
        if (event.clears(DataMember.DIMENSIONS)) {
            add(all, new Statement(Statement.EVERY_NAME, "", event.timeMillis(), scope));
        }
        for (Map.Entry<String, String> said : event.dimensions().asMap().entrySet()) {
            add(all, new Statement(said.getKey(), said.getValue(), event.timeMillis(), scope));
        }
        return all.size() == statements.size() ? this : new DimensionHistory(Collections.unmodifiableList(all));
    }

    private static void add(List<Statement> all, Statement next) {
        for (int i = all.size() - 1; i >= 0; i--) {
            Statement before = all.get(i);
            if (before.concerns(next.name) && !before.scope.excludes(next.scope)) {
                // what was said so before, to the same facts and of the same name, needs not be known twice
                if (before.scope.equals(next.scope) && before.name.equals(next.name) && before.text.equals(next.text)) {
                    return;
                }
                break;
            }
        }
        all.add(next);
    }

    /** What holds for a fact that began then and is about that lead and deal; ids that it does not name are empty. */
    NamedTexts at(long startedAtMillis, String leadId, String dealId) {
        Map<String, String> texts = new TreeMap<>();
        boolean isAnyOtherCleared = false;
        for (Statement statement : statements) {
            if (!statement.scope.holds(leadId, dealId)) {
                continue;
            }
            boolean isFirstAfter = statement.timeMillis > startedAtMillis;
            if (statement.name.equals(Statement.EVERY_NAME)) {
                isAnyOtherCleared = true;
                if (!isFirstAfter) {
                    texts.replaceAll((name, text) -> "");
                }
            } else if (!isFirstAfter) {
                texts.put(statement.name, statement.text);
            } else {
                texts.putIfAbsent(statement.name, isAnyOtherCleared ? "" : statement.text);
            }
        }
        texts.values().removeIf(String::isEmpty);
        return NamedTexts.of(texts);
    }

    @Override
    public DimensionHistory fields(BinaryFields f) throws IOException {
        List<Statement> all = new ArrayList<>(statements);
        f.values(all, Statement.BLANK);
        return new DimensionHistory(Collections.unmodifiableList(all));
    }
}
