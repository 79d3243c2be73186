package dev.crmpulse.verify.reference;

import dev.crmpulse.engine.event.DateText;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.policy.Entity;
import dev.crmpulse.engine.policy.SlaPolicy;
import dev.crmpulse.engine.policy.SlaPolicy.Episodes;
import dev.crmpulse.engine.policy.SlaPolicy.EscalationLevel;
import dev.crmpulse.engine.policy.SlaPolicy.WhenKept;
import dev.crmpulse.engine.policy.TenantPolicies;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** M27: for every entity and SLA, looks for a start, then for the end of it, then for the next start. */
final class SlaClockReference implements Reference {
    /** Why an episode ended: by fulfilment, or for the reason given. */
    private record End(int index, boolean fulfilled, String reason) {}

    private record Pause(long from, Long to) {}

    /** A level's deadline and the planned date it was computed from; either may be null. */
    private record Deadline(Long due, Long planned) {}

    private final Set<Entity> entities;

    /** @param entities what the clocks are made for */
    SlaClockReference(Set<Entity> entities) {
        this.entities = entities;
    }

    @Override
    public String metric() {
        return "M27";
    }

    @Override
    public String key() {
        return entities.contains(Entity.LEAD)
                ? Reference.super.key()
                : "if(entity = 'question',"
                        + " concat('proposal/', replaceAll(replaceAll(splitByChar('/', entity_id)[1], '%2F', '/'), '%25', '%')),"
                        + " concat(entity, '/', entity_id))";
    }

    @Override
    public List<Map<String, String>> rows(EntityHistory history, TenantPolicies policies, long horizonMillis) {
        List<Map<String, String>> rows = new ArrayList<>();
        for (Subject entity : Subject.of(history, entities)) {
            for (String sla : slas(entity, policies)) {
                addEpisodes(entity, sla, policies, horizonMillis, rows);
            }
        }
        return rows;
    }

    /** All that are in force at some event. */
    private static Set<String> slas(Subject entity, TenantPolicies policies) {
        Set<String> ids = new TreeSet<>();
        for (PastEvent event : entity.history().events()) {
            for (SlaPolicy sla : policies.slas(entity.kind(), event.timeMillis())) {
                ids.add(sla.id());
            }
        }
        return ids;
    }

    private static void addEpisodes(
            Subject entity, String id, TenantPolicies policies, long horizonMillis, List<Map<String, String>> rows) {
        int episode = 0;
        int next = 0;
        boolean fulfilled = false;
        while (next < entity.history().size()) {
            SlaRule sla = begins(entity, id, policies, next, fulfilled, episode);
            fulfilled = false;
            if (sla == null) {
                next++;
                continue;
            }
            episode++;
            End end = end(entity, sla, next);
            for (int level = 0; level < sla.policy().levels().size(); level++) {
                rows.add(row(entity, sla, episode, level, next, end, horizonMillis));
            }
            if (end == null) {
                return;
            }
            // the event that ends an episode may begin the next one
            next = end.index;
            fulfilled = end.fulfilled;
        }
    }

    /** The version by which an event begins an episode, null where it begins none. */
    private static SlaRule begins(
            Subject entity, String id, TenantPolicies policies, int index, boolean justFulfilled, int episodesBefore) {
        PastEvent event = entity.history().event(index);
        SlaRule sla = SlaRule.madeAt(policies, id, event.timeMillis());
        if (sla == null
                || sla.policy().entity() != entity.kind()
                || !entity.concernedBy(index)
                || !Traits.match(sla.policy().appliesTo(), entity, index)) {
            return null;
        }
        if (justFulfilled && sla.policy().whenKept() == WhenKept.REPEAT && !entity.isClosed(index)) {
            return sla;
        }
        boolean starts = starts(entity, sla, index)
                && !(sla.policy().episodes() == Episodes.ONCE && episodesBefore > 0)
                && !(sla.hasPlan() && date(sla, event) == null);
        return starts ? sla : null;
    }

    private static boolean starts(Subject entity, SlaRule sla, int index) {
        return !entity.staysClosed(index)
                && !entity.isDeletedBy(index)
                && Conditions.hold(sla.policy().start(), entity.history().event(index));
    }

    /** The first event after the start that ends the episode, null where none does. */
    private static End end(Subject entity, SlaRule sla, int start) {
        List<Deadline> plan = new ArrayList<>();
        if (sla.hasPlan()) {
            sla.policy().levels().forEach(level -> plan.add(firstPlanned(entity, sla, level, start)));
        }
        for (int i = start + 1; i < entity.history().size(); i++) {
            if (!entity.concernedBy(i)) {
                continue;
            }
            PastEvent event = entity.history().event(i);
            if (Conditions.hold(sla.policy().stop(), event)) {
                return new End(i, true, "");
            }
            if (Conditions.hold(sla.policy().cancel(), event)) {
                return new End(i, false, event.lastWord());
            }
            if (entity.isDeletedBy(i)) {
                return new End(i, false, event.lastWord());
            }
            if (!starts(entity, sla, i)) {
                continue;
            }
            if (sla.hasPlan()) {
                if (clearsDate(sla, event)) {
                    return new End(i, false, "cleared");
                }
                Long date = date(sla, event);
                if (date != null && plan.stream().allMatch(deadline -> deadline.due < event.timeMillis())) {
                    return new End(i, false, "replanned");
                }
                for (int level = 0; date != null && level < plan.size(); level++) {
                    plan.set(level, moved(plan.get(level), sla.policy().levels().get(level), date, event));
                }
            } else if (sla.policy().episodes() == Episodes.RESTART) {
                return new End(i, false, "restarted");
            }
        }
        return null;
    }

    private static Map<String, String> row(
            Subject entity, SlaRule sla, int episode, int levelIndex, int start, End end, long horizonMillis) {
        EntityHistory history = entity.history();
        EscalationLevel level = sla.policy().levels().get(levelIndex);
        int until = end == null ? history.size() : end.index;
        long startedAt = history.time(start);
        Long endedAt = end == null ? null : (Long) history.time(end.index);
        List<Pause> pauses = pauses(entity, sla, start, until);
        Deadline deadline = sla.hasPlan()
                ? planned(entity, sla, level, start, until)
                : new Deadline(due(sla, level, startedAt, pauses, endedAt), null);
        Long due = deadline.due;

        boolean late = due != null && (endedAt == null ? horizonMillis > due : endedAt > due);
        String state;
        if (late) {
            state = level.target().isZero() && !sla.hasPlan() ? "reached" : "breached";
        } else if (end == null) {
            state = "open";
        } else {
            state = end.fulfilled ? "kept" : "cancelled";
        }
        boolean breached = state.equals("breached");

        long pauseMillis = 0;
        long pauseMillisAfterDue = 0;
        for (Pause pause : pauses) {
            Long to = pause.to == null ? endedAt : pause.to;
            if (to != null) {
                pauseMillis += sla.own(pause.from, to);
                if (due != null && pause.from > due) {
                    pauseMillisAfterDue += sla.own(pause.from, to);
                }
            }
        }
        boolean hasCalendar = sla.calendar() != null;
        return new ReferenceRow()
                .text("tenant", history.tenant())
                .text("id", entity.rowId() + "/" + sla.policy().id() + "/" + episode + "/" + (levelIndex + 1))
                .time("started_at", startedAt)
                .text("entity", entity.kind().written())
                .text("entity_id", entity.id())
                .text("lead_id", entity.leadId())
                .text("deal_id", entity.dealId())
                .text("customer_id", entity.customerId())
                .text("sla", sla.policy().id())
                .text("policy_id", sla.policy().versionedId())
                .count("episode", episode)
                .text("level", level.name())
                .count("level_no", levelIndex + 1)
                .time("planned_at", deadline.planned)
                .time("due_at", due)
                .time("ended_at", endedAt)
                .text("state", state)
                .time("breached_at", breached ? due : null)
                .text("cancel_reason", end == null ? "" : end.reason)
                .text("owner_at_start", entity.ownerAfter(start))
                .text("owner", owner(entity, due, end))
                .text(
                        "calendar_id",
                        hasCalendar ? sla.calendar().id() + "@" + sla.calendar().version() : "")
                .seconds("calendar_seconds", endedAt == null ? null : (Long) (endedAt - startedAt))
                .seconds(
                        "business_seconds",
                        endedAt == null || !hasCalendar
                                ? null
                                : (Long) sla.calendar().businessMillis(startedAt, endedAt))
                .seconds("pause_seconds", pauseMillis)
                .seconds("net_seconds", endedAt == null ? null : (Long) (sla.own(startedAt, endedAt) - pauseMillis))
                .seconds(
                        "overrun_seconds",
                        breached && endedAt != null ? (Long) (sla.own(due, endedAt) - pauseMillisAfterDue) : null)
                .values();
    }

    private static List<Pause> pauses(Subject entity, SlaRule sla, int start, int until) {
        List<Pause> pauses = new ArrayList<>();
        Long pausedAt = null;
        for (int i = start + 1; i < until; i++) {
            PastEvent event = entity.history().event(i);
            if (!entity.concernedBy(i)) {
                continue;
            }
            if (pausedAt == null && Conditions.hold(sla.policy().pause(), event)) {
                pausedAt = event.timeMillis();
            } else if (pausedAt != null && Conditions.hold(sla.policy().resume(), event)) {
                pauses.add(new Pause(pausedAt, event.timeMillis()));
                pausedAt = null;
            }
        }
        if (pausedAt != null) {
            pauses.add(new Pause(pausedAt, null));
        }
        return pauses;
    }

    private static Long due(SlaRule sla, EscalationLevel level, long startedAt, List<Pause> pauses, Long endedAt) {
        long due = sla.due(level, startedAt);
        for (Pause pause : pauses) {
            if (pause.from <= due) {
                Long resumedAt = pause.to == null ? endedAt : pause.to;
                if (resumedAt == null) {
                    return null;
                }
                due = sla.after(resumedAt, sla.own(pause.from, due));
            }
        }
        return due;
    }

    /** The deadline by the plan as it stood before an event. */
    private static Deadline planned(Subject entity, SlaRule sla, EscalationLevel level, int start, int until) {
        Deadline deadline = firstPlanned(entity, sla, level, start);
        for (int i = start + 1; i < until; i++) {
            PastEvent event = entity.history().event(i);
            Long date = entity.concernedBy(i) && starts(entity, sla, i) ? date(sla, event) : null;
            deadline = date == null ? deadline : moved(deadline, level, date, event);
        }
        return deadline;
    }

    private static Deadline firstPlanned(Subject entity, SlaRule sla, EscalationLevel level, int start) {
        long planned = date(sla, entity.history().event(start));
        return new Deadline(
                Math.max(planned - level.target().millis(), entity.history().time(start)), planned);
    }

    /** The deadline after an event names another date: what was due before stays. */
    private static Deadline moved(Deadline deadline, EscalationLevel level, long date, PastEvent event) {
        return deadline.due < event.timeMillis()
                ? deadline
                : new Deadline(Math.max(date - level.target().millis(), event.timeMillis()), date);
    }

    private static boolean clearsDate(SlaRule sla, PastEvent event) {
        String member = sla.policy().planned().written();
        if (!isCarried(sla, event)) {
            return false;
        }
        return event.clears(member)
                || (member.startsWith("due.") && event.clears("due"))
                || (member.equals("next_step_at")
                        && event.clears("next_step")
                        && event.member(member).isEmpty());
    }

    /** The planned date an event names, null where it names none. */
    private static Long date(SlaRule sla, PastEvent event) {
        return isCarried(sla, event)
                ? DateText.millis(event.member(sla.policy().planned().written()), sla.zone())
                : null;
    }

    /** Whether events of that type have the member: in others it may stand for anything. */
    private static boolean isCarried(SlaRule sla, PastEvent event) {
        return sla.policy().planned().isCarriedBy(EventType.of(EventType.PREFIX + event.type()));
    }

    /** Who owned the entity when the level was decided; where nobody did until the end, the owner by the end itself. */
    private static String owner(Subject entity, Long due, End end) {
        EntityHistory history = entity.history();
        int last = due == null ? history.size() - 1 : history.lastUntil(due);
        if (end != null) {
            last = Math.min(last, end.index - 1);
        }
        String owner = last < 0 ? "" : entity.ownerAfter(last);
        boolean endedInTime = end != null && (due == null || history.time(end.index) <= due);
        return owner.isEmpty() && endedInTime ? entity.ownerAfter(end.index) : owner;
    }
}
