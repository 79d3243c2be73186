package dev.crmpulse.metrics.people;

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
 * A goal, or what a person was given: a recognition, a training, a promotion, a change of a score, a sanction, a suggestion
 * that was adopted. What employees answer in surveys is no row: nobody is to be found by it.
 *
 * @param key of the person, or of the team that a goal is for
 * @param eventNo counts these events of the person or team from 1
 */
public record PeopleEvent(EntityKey key, int eventNo, Entry entry) implements Fact {
    public static final FactType<PeopleEvent> TYPE = FactType.<PeopleEvent>named(
                    "people_event",
                    1,
                    "A goal of a person or team, a recognition, a training, a promotion, a change of a score, a sanction or an adopted suggestion (M25)")
            .column("owner", TEXT, "The person, empty for a goal of a team", e -> e.key.repId())
            .column("team_id", LABEL, "The team that a goal is for, empty for a person's", PeopleEvent::teamId)
            .column("event_no", COUNT, "Counts these events of the person or team from 1", PeopleEvent::eventNo)
            .column(
                    "kind",
                    LABEL,
                    "target, recognition, training, promotion, adjustment, sanction or suggestion",
                    e -> e.entry.kind)
            .column(
                    "detail",
                    LABEL,
                    "Which one: of a target sales, deals or collected; else as sent, empty if not given",
                    e -> e.entry.detail)
            .column("status", LABEL, "missed where a training was; else as sent", e -> e.entry.status)
            .column("reason", TEXT, "Why, in the words of the CRM; empty if not given", e -> e.entry.reason)
            .column(
                    "scope",
                    LABEL,
                    "Of a target its period, such as 2026Q2, of an adjustment the scorecard; empty if not given",
                    e -> e.entry.goal.scope)
            .column("mode", LABEL, "Of a target: absolute or uplift", e -> e.entry.goal.mode)
            .column("baseline", NULLABLE_MONEY, "What an uplift starts from, NULL if none", e -> e.entry.goal.baseline)
            .column("amount", NULLABLE_MONEY, "What is to be reached, NULL if unknown", e -> e.entry.goal.amount)
            .column("currency", LABEL, "Currency of the amounts, never converted", e -> e.entry.goal.currency)
            .column("due", TEXT, "By when, as given: a day or a moment; empty if not given", e -> e.entry.goal.due)
            .column("from_grade", LABEL, "Grade before a promotion, empty if not given", e -> e.entry.from)
            .column("to_grade", LABEL, "Grade after it, empty if not given", e -> e.entry.to)
            .column("points", NULLABLE_MONEY, "Points that a score was changed by, NULL if none", e -> e.entry.points)
            .column("given_by", TEXT, "Who acted, empty if the CRM does not say", e -> e.entry.actor)
            .alias("happened_at", "started_at")
            .computed("policy_id", "Empty: no policy decides these facts", "''")
            .ownersTeam("started_at")
            .build();

    /** A goal: absolute, or an uplift on a baseline; absent texts are empty. */
    record Goal(String scope, String mode, BigDecimal baseline, BigDecimal amount, String currency, String due)
            implements BinaryValue<Goal> {
        static final Goal NONE = new Goal("", "", null, null, "", "");

        Goal withScope(String other) {
            return new Goal(other, mode, baseline, amount, currency, due);
        }

        @Override
        public Goal fields(BinaryFields f) throws IOException {
            return new Goal(
                    f.text(scope), f.text(mode), f.decimal(baseline), f.decimal(amount), f.text(currency), f.text(due));
        }
    }

    /** What an event states, as it is remembered with its person or team; absent texts are empty. */
    record Entry(
            String kind,
            String detail,
            String status,
            String reason,
            Goal goal,
            String from,
            String to,
            BigDecimal points,
            String actor,
            long atMillis)
            implements BinaryValue<Entry> {
        static final Entry BLANK = new Entry("", "", "", "", Goal.NONE, "", "", null, "", 0);

        /** A training, recognition, sanction or suggestion. */
        static Entry given(String kind, String detail, String status, String reason) {
            return new Entry(kind, detail, status, reason, Goal.NONE, "", "", null, "", 0);
        }

        Entry by(String someone, long millis) {
            return new Entry(kind, detail, status, reason, goal, from, to, points, someone, millis);
        }

        @Override
        public Entry fields(BinaryFields f) throws IOException {
            return new Entry(
                    f.text(kind),
                    f.text(detail),
                    f.text(status),
                    f.text(reason),
                    goal.fields(f),
                    f.text(from),
                    f.text(to),
                    f.decimal(points),
                    f.text(actor),
                    f.fixedLong(atMillis));
        }
    }

    private String teamId() {
        return key.kind().equals(EntityKey.TEAM) ? key.id() : "";
    }

    @Override
    public String tenant() {
        return key.tenant();
    }

    @Override
    public String id() {
        return key.kind() + '/' + FactId.part(key.id()) + '/' + eventNo;
    }

    @Override
    public long startedAt() {
        return entry.atMillis;
    }
}
