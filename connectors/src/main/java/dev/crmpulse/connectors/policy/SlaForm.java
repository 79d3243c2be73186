package dev.crmpulse.connectors.policy;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.crmpulse.connectors.yaml.Nearest;
import dev.crmpulse.connectors.yaml.YamlFields;
import dev.crmpulse.engine.policy.Entity;
import dev.crmpulse.engine.policy.EntityFilter;
import dev.crmpulse.engine.policy.EventConditions;
import dev.crmpulse.engine.policy.PlannedDate;
import dev.crmpulse.engine.policy.PolicyKind;
import dev.crmpulse.engine.policy.SlaPolicy;
import dev.crmpulse.engine.policy.SlaPolicy.ClockTime;
import dev.crmpulse.engine.policy.SlaPolicy.Episodes;
import dev.crmpulse.engine.policy.SlaPolicy.EscalationLevel;
import dev.crmpulse.engine.policy.SlaPolicy.WhenKept;
import dev.crmpulse.engine.policy.Span;
import java.util.List;
import java.util.function.Function;

/** The declaration of an SLA. */
final class SlaForm {
    /** Word for time as it passes; {@link #BUSINESS} for working time by the tenant's calendar, else a calendar's id. */
    private static final String LITERAL = "literal";

    private static final String BUSINESS = "business";

    private static final Field<EscalationLevel, String> NAME =
            Field.required("name", Values.TEXT, EscalationLevel::name);
    private static final Field<EscalationLevel, Span> TARGET =
            Field.required("target", Values.SPAN, EscalationLevel::target);
    private static final Form<EscalationLevel> LEVEL = new Form<>(
            "a level", List.of(NAME, TARGET), written -> new EscalationLevel(NAME.of(written), TARGET.of(written)));

    private static final Field<SlaPolicy, Entity> ENTITY =
            Field.required("entity", Values.oneOf("entity", Entity.values(), Entity::written), SlaPolicy::entity);
    private static final Field<SlaPolicy, EventConditions> START = events("start", SlaPolicy::start);
    private static final Field<SlaPolicy, EventConditions> STOP = events("stop", SlaPolicy::stop);
    private static final Field<SlaPolicy, EventConditions> PAUSE = events("pause", SlaPolicy::pause);
    private static final Field<SlaPolicy, EventConditions> RESUME = events("resume", SlaPolicy::resume);
    private static final Field<SlaPolicy, EventConditions> CANCEL = events("cancel", SlaPolicy::cancel);
    private static final Field<SlaPolicy, PlannedDate> PLANNED = Field.optional(
            "planned",
            new Value<>(SlaForm::planned, date -> TextNode.valueOf(date.written())),
            SlaPolicy::planned,
            PlannedDate.NONE);
    private static final Field<SlaPolicy, EntityFilter> FOR =
            Field.optional("for", EntityFilterForm.VALUE, SlaPolicy::appliesTo, EntityFilter.ALL);
    private static final Field<SlaPolicy, String> CALENDAR = Field.required("calendar", Values.TEXT, SlaForm::calendar);
    private static final Field<SlaPolicy, Episodes> EPISODES = Field.required(
            "episodes", Values.oneOf("word for episodes", Episodes.values(), Episodes::written), SlaPolicy::episodes);
    private static final Field<SlaPolicy, Boolean> REPEATING =
            Field.optional("repeating", Values.TRUE_OR_FALSE, sla -> sla.whenKept() == WhenKept.REPEAT, false);
    /** An SLA without levels, written as an empty list, is not made: a tenant leaves a general one out by it. */
    private static final Field<SlaPolicy, List<EscalationLevel>> LEVELS =
            Field.required("levels", Values.anyOf(LEVEL), SlaPolicy::levels);

    static final PolicyForm<SlaPolicy> FORM = PolicyForm.of(
            PolicyKind.SLA,
            SlaPolicy.class,
            List.of(ENTITY, FOR, START, STOP, PAUSE, RESUME, CANCEL, PLANNED, CALENDAR, EPISODES, REPEATING, LEVELS),
            written -> {
                String calendar = CALENDAR.of(written);
                return new SlaPolicy(
                        PolicyForm.head(written),
                        ENTITY.of(written),
                        FOR.of(written),
                        START.of(written),
                        STOP.of(written),
                        PAUSE.of(written),
                        RESUME.of(written),
                        CANCEL.of(written),
                        PLANNED.of(written),
                        calendar.equals(LITERAL) ? ClockTime.LITERAL : ClockTime.BUSINESS,
                        calendar.equals(LITERAL) || calendar.equals(BUSINESS) ? "" : calendar,
                        EPISODES.of(written),
                        REPEATING.of(written) ? WhenKept.REPEAT : WhenKept.REST,
                        LEVELS.of(written));
            });

    private SlaForm() {}

    private static Field<SlaPolicy, EventConditions> events(String name, Function<SlaPolicy, EventConditions> of) {
        return Field.optional(name, ConditionForm.ANY_OF, of, EventConditions.NONE);
    }

    private static PlannedDate planned(YamlFields written, String name) {
        try {
            return PlannedDate.ofWritten(written.requiredText(name));
        } catch (IllegalArgumentException unknown) {
            throw written.required(name)
                    .place()
                    .error(unknown.getMessage() + Nearest.hint(written.requiredText(name), PlannedDate.MEMBER_NAMES));
        }
    }

    private static String calendar(SlaPolicy sla) {
        if (sla.time() == ClockTime.LITERAL) {
            return LITERAL;
        }
        return sla.calendarId().isEmpty() ? BUSINESS : sla.calendarId();
    }
}
