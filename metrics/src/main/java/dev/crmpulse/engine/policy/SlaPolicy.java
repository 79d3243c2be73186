package dev.crmpulse.engine.policy;

import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EventType;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;

/**
 * An SLA to a lead or about a deal (M27). Of an event that means several things to a running clock the first counts:
 * stop, cancel, start, pause, resume; afterwards it may start a new one.
 *
 * @param appliesTo which of these entities it is made for, by what is known of them when it would begin
 * @param start what makes the SLA
 * @param stop what fulfils it
 * @param pause what holds the clock, {@code resume} what lets it go on
 * @param cancel what ends it without fulfilment
 * @param planned the date that levels are computed back from, {@link PlannedDate#NONE} where they run from the start
 * @param time in which the levels are computed
 * @param calendarId of business time; empty for the default calendar of the tenant
 * @param levels in order; none where the SLA is not made, by which a tenant leaves out a general one
 */
public record SlaPolicy(
        PolicyHead head,
        Entity entity,
        EntityFilter appliesTo,
        EventConditions start,
        EventConditions stop,
        EventConditions pause,
        EventConditions resume,
        EventConditions cancel,
        PlannedDate planned,
        ClockTime time,
        String calendarId,
        Episodes episodes,
        WhenKept whenKept,
        List<EscalationLevel> levels)
        implements Policy {
    /** In which time an SLA runs. */
    public enum ClockTime {
        /** As it passes, nights and holidays too. */
        LITERAL,
        /** While somebody works. */
        BUSINESS
    }

    /** How often an SLA is made to the same lead or deal. */
    public enum Episodes {
        /** Once, whatever happens later. */
        ONCE,
        /** Anew by each start while none runs. */
        EACH,
        /** Anew by each start; one that runs ends there. */
        RESTART;

        /** The name in files. */
        public String written() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What follows when an SLA was fulfilled. */
    public enum WhenKept {
        /** Nothing, until it starts again. */
        REST,
        /** It is made anew at once, until it is cancelled: every so often. */
        REPEAT
    }

    /**
     * One step of a ladder of escalation.
     *
     * @param target by when the SLA is to be kept: so long after its start, or before its planned date
     */
    public record EscalationLevel(String name, Span target) implements Serializable {}

    public SlaPolicy {
        levels = List.copyOf(levels);
        if (!levels.isEmpty() && start.isEmpty()) {
            throw new IllegalArgumentException("an SLA needs a 'start'");
        }
        if (!levels.isEmpty() && stop.isEmpty() && cancel.isEmpty()) {
            throw new IllegalArgumentException("an SLA that nothing stops or cancels is broken for certain");
        }
        if (pause.isEmpty() != resume.isEmpty()) {
            throw new IllegalArgumentException("'pause' and 'resume' go together");
        }
        if (planned.member() != null && (time == ClockTime.BUSINESS || !pause.isEmpty())) {
            throw new IllegalArgumentException("an SLA with a planned date runs in literal time, without pauses");
        }
        if (time == ClockTime.LITERAL && !calendarId.isEmpty()) {
            throw new IllegalArgumentException("literal time has no calendar");
        }
        appliesTo.traits().keySet().forEach(trait -> {
            if (!entity.traits().contains(trait)) {
                throw new IllegalArgumentException("'" + trait.written() + "' is not known of a " + entity.written());
            }
        });
        boolean namesItsDate = planned.member() == null
                || start.conditions().stream()
                        .flatMap(condition -> condition.types().stream())
                        .anyMatch(planned::isCarriedBy);
        if (!levels.isEmpty() && !namesItsDate) {
            throw new IllegalArgumentException(
                    "no event that starts the SLA has the member '" + planned.written() + "'");
        }
        if (levels.stream().map(EscalationLevel::name).distinct().count() < levels.size()) {
            throw new IllegalArgumentException("two levels have the same name");
        }
    }

    /** One that is made for every entity of its kind. */
    public SlaPolicy(
            PolicyHead head,
            Entity entity,
            EventConditions start,
            EventConditions stop,
            EventConditions pause,
            EventConditions resume,
            EventConditions cancel,
            PlannedDate planned,
            ClockTime time,
            String calendarId,
            Episodes episodes,
            WhenKept whenKept,
            List<EscalationLevel> levels) {
        this(
                head,
                entity,
                EntityFilter.ALL,
                start,
                stop,
                pause,
                resume,
                cancel,
                planned,
                time,
                calendarId,
                episodes,
                whenKept,
                levels);
    }

    @Override
    public PolicyKind kind() {
        return PolicyKind.SLA;
    }

    /** Whether an event of the type may mean anything to the SLA. */
    public boolean reads(EventType type) {
        return start.mayHoldFor(type)
                || stop.mayHoldFor(type)
                || cancel.mayHoldFor(type)
                || pause.mayHoldFor(type)
                || resume.mayHoldFor(type);
    }

    /** Whether its levels are computed back from a planned date. */
    public boolean hasPlan() {
        return planned.member() != null;
    }

    /** Whether a level only states that the SLA was made: it is due at the start and cannot be broken. */
    public boolean isNotice(EscalationLevel level) {
        return !hasPlan() && level.target().isZero();
    }

    /** Why a clock is cancelled by an event, such as {@code disqualified}. */
    public static String cancelReason(CrmEvent event) {
        String name = event.type().contractName();
        return name.substring(name.indexOf('.') + 1);
    }
}
