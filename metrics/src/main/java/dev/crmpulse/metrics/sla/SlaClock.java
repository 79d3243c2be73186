package dev.crmpulse.metrics.sla;

import static dev.crmpulse.engine.fact.ColumnType.COUNT;
import static dev.crmpulse.engine.fact.ColumnType.LABEL;
import static dev.crmpulse.engine.fact.ColumnType.NULLABLE_SECONDS;
import static dev.crmpulse.engine.fact.ColumnType.NULLABLE_TIME;
import static dev.crmpulse.engine.fact.ColumnType.TEXT;

import dev.crmpulse.engine.calendar.BusinessCalendar;
import dev.crmpulse.engine.fact.Fact;
import dev.crmpulse.engine.fact.FactSubject;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.policy.Entity;
import dev.crmpulse.engine.policy.TenantPolicies;

/**
 * One level of one SLA to a lead, a deal or another entity. What its policy says (the level's name, working time) is published with the
 * row, not kept with each clock. Times are milliseconds since 1970 UTC, durations milliseconds.
 */
public record SlaClock(
        String id,
        FactSubject subject,
        Entity entity,
        String entityId,
        Level level,
        Timing timing,
        SlaState state,
        String cancelReason,
        String ownerAtStart,
        String owner)
        implements Fact {

    /**
     * Which level of which SLA, and of which of its episodes.
     *
     * @param levels how many the SLA has
     */
    public record Level(String sla, int version, int episode, int number, int levels) {
        /** Id and version of the SLA. */
        public String policyId() {
            return sla + '@' + version;
        }
    }

    /**
     * The clock itself; times that are not known or have not come are null.
     *
     * @param pausedMillis in the time the clock runs on, {@code pausedAfterMillis} those of it after it was due
     */
    public record Timing(
            long startedAt, Long plannedAt, Long dueAt, Long endedAt, long pausedMillis, long pausedAfterMillis) {}

    public static final FactType<SlaClock> TYPE = FactType.<SlaClock>named(
                    "sla_clock",
                    1,
                    "One level of one SLA to a lead, a deal or another entity, from its start to its end (M27)")
            .column(
                    "entity",
                    LABEL,
                    "What the SLA was made for: lead, deal, proposal, question, contract, order or another kind",
                    clock -> clock.entity.written())
            .column("entity_id", TEXT, "Which one; of a question the proposal, slash, the question", SlaClock::entityId)
            .column("lead_id", TEXT, "The lead, empty if unknown", clock -> clock.subject.leadId())
            .column("deal_id", TEXT, "The deal, empty if none", SlaClock::dealId)
            .column("customer_id", TEXT, "The customer, empty if unknown", SlaClock::customerId)
            .column("sla", LABEL, "Id of the SLA", clock -> clock.level.sla)
            .column("policy_id", LABEL, "Id and version of the SLA: id@version", clock -> clock.level.policyId())
            .column("episode", COUNT, "Counts the episodes of the SLA for this entity from 1", clock -> clock.level
                    .episode)
            .policyColumn("level", LABEL, "Name of the level", SlaClock::levelName)
            .column("level_no", COUNT, "Counts the levels of the SLA from 1", clock -> clock.level.number)
            .column(
                    "planned_at",
                    NULLABLE_TIME,
                    "Planned date that due_at was computed from, NULL where there is none",
                    clock -> clock.timing.plannedAt)
            .column(
                    "due_at",
                    NULLABLE_TIME,
                    "Up to when the SLA is kept, NULL while the clock is paused before it",
                    clock -> clock.timing.dueAt)
            .column(
                    "ended_at",
                    NULLABLE_TIME,
                    "When the clock ended, NULL while it runs, broken or not",
                    SlaClock::endedAt)
            .policyColumn(
                    "state",
                    LABEL,
                    "open, kept, breached, cancelled, or reached (a notice came due)",
                    SlaClock::stateLabel)
            .policyColumn(
                    "breached_at",
                    NULLABLE_TIME,
                    "When the SLA was broken, NULL where it was not",
                    (clock, policies) -> clock.isBroken(policies) ? clock.timing.dueAt : null)
            .column(
                    "cancel_reason",
                    LABEL,
                    "Why the clock ended without fulfilment: last word of the event, restarted, replanned or cleared",
                    SlaClock::cancelReason)
            .column("owner_at_start", TEXT, "Who owned the entity when the clock started", SlaClock::ownerAtStart)
            .column("owner", TEXT, "Who owned it when the level was decided, or owns it now", SlaClock::owner)
            .policyColumn(
                    "calendar_id",
                    LABEL,
                    "Calendar of business time: id@version, empty without one",
                    SlaClock::calendarId)
            .column(
                    "calendar_seconds",
                    NULLABLE_SECONDS,
                    "Start to end, pauses included",
                    clock -> clock.endedAt() == null ? null : (Long) (clock.endedAt() - clock.startedAt()))
            .policyColumn(
                    "business_seconds",
                    NULLABLE_SECONDS,
                    "Working time from start to end, pauses included, NULL without a calendar",
                    SlaClock::businessMillis)
            .column(
                    "pause_seconds",
                    NULLABLE_SECONDS,
                    "Paused so far, in the time the clock runs on",
                    clock -> clock.timing.pausedMillis)
            .policyColumn(
                    "net_seconds",
                    NULLABLE_SECONDS,
                    "Start to end in the time the clock runs on, less pauses",
                    SlaClock::netMillis)
            .policyColumn(
                    "overrun_seconds",
                    NULLABLE_SECONDS,
                    "Due to end in the time the clock runs on, less pauses, where it was broken",
                    SlaClock::overrunMillis)
            .openSeconds("ended_at")
            .computed(
                    "open_overrun_seconds",
                    "How long a clock that runs has been broken, NULL where it is not",
                    FactType.Builder.secondsUntilNow("ended_at IS NULL AND state = 'breached'", "due_at"))
            .build();

    @Override
    public String tenant() {
        return subject.tenant();
    }

    @Override
    public long startedAt() {
        return timing.startedAt;
    }

    /** Name of the level, as its SLA has it. */
    public String levelName(TenantPolicies policies) {
        return SlaContext.level(this, policies).name();
    }

    /** Whether its clock ended, broken or not. */
    boolean isEnded() {
        return timing.endedAt != null;
    }

    String dealId() {
        return subject.dealId();
    }

    String customerId() {
        return subject.customerId();
    }

    private Long endedAt() {
        return timing.endedAt;
    }

    private String stateLabel(TenantPolicies policies) {
        return state == SlaState.OVERDUE && isNotice(policies) ? state.ofNotice() : state.ofSla();
    }

    private boolean isBroken(TenantPolicies policies) {
        return state == SlaState.OVERDUE && !isNotice(policies);
    }

    private boolean isNotice(TenantPolicies policies) {
        return SlaContext.sla(this, policies).isNotice(SlaContext.level(this, policies));
    }

    private String calendarId(TenantPolicies policies) {
        BusinessCalendar calendar = SlaContext.calendar(this, policies);
        return calendar == null ? "" : calendar.id() + '@' + calendar.version();
    }

    private Long businessMillis(TenantPolicies policies) {
        BusinessCalendar calendar = endedAt() == null ? null : SlaContext.calendar(this, policies);
        return calendar == null ? null : (Long) calendar.businessMillis(startedAt(), endedAt());
    }

    private Long netMillis(TenantPolicies policies) {
        return endedAt() == null
                ? null
                : (Long) (SlaContext.ownTime(this, policies).between(startedAt(), endedAt()) - timing.pausedMillis);
    }

    private Long overrunMillis(TenantPolicies policies) {
        return endedAt() == null || !isBroken(policies)
                ? null
                : (Long) (SlaContext.ownTime(this, policies).between(timing.dueAt, endedAt())
                        - timing.pausedAfterMillis);
    }
}
