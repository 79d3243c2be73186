package dev.crmpulse.simulator.crm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** The people of a tenant: who is there, and what changes among them every few weeks. */
final class Staff {
    private static final String DIRECTOR = "director-01";
    private static final long MEAN_CHANGE_MILLIS = Duration.ofDays(24).toMillis();
    private static final long NOTICE_MILLIS = Duration.ofDays(14).toMillis();
    private static final double NEWCOMERS = 0.3;
    private static final double GREATEST_QUICKNESS = 0.1;

    private final Tenant tenant;
    private final SeededRandom random;
    private final List<Team> teams = new ArrayList<>();
    private final List<Rep> present = new ArrayList<>();
    private int hiredCount;
    private int changeCount;

    Staff(Tenant tenant, SeededRandom random) {
        this.tenant = tenant;
        this.random = random;
        for (TeamProfile profile : tenant.profile().teams()) {
            Team team = new Team(profile.id(), profile.region(), repId(hiredCount + 1));
            teams.add(team);
            hire(team, Rep.Role.LEAD);
            for (int others = 1; others < profile.size(); others++) {
                hire(team, random.hit(NEWCOMERS) ? Rep.Role.NEWCOMER : Rep.Role.MATURE);
            }
        }
    }

    /** Emits everybody, a millisecond apart, and plans what changes later. */
    void announce(long atMillis) {
        long at = atMillis;
        for (Rep rep : present) {
            emit(rep, at++, event -> {
                event.with("team", rep.team().id())
                        .with("manager", managerOf(rep))
                        .with("region", rep.team().region())
                        .with("role", rep.role().contractName())
                        .with("status", rep.status().contractName())
                        .with("line", Assignments.lineOf(rep));
            });
        }
        planChange(at);
    }

    List<Team> teams() {
        return teams;
    }

    /** Everybody who is there. */
    List<Rep> present() {
        return List.copyOf(present);
    }

    /** Somebody of the region who is there, of the whole tenant where nobody is; whoever leaves soon is there too. */
    Rep pick(String region, SeededRandom ofLead) {
        List<Rep> able = present.stream()
                .filter(rep -> rep.team().region().equals(region))
                .toList();
        return ofLead.oneOf(able.isEmpty() ? present : able);
    }

    /** Somebody of the region other than the one who has it. */
    Rep pickOther(Rep before, SeededRandom ofLead) {
        Rep other = pick(before.team().region(), ofLead);
        return other == before ? ofLead.oneOf(present) : other;
    }

    private void planChange(long fromMillis) {
        long at = fromMillis + random.exponential(MEAN_CHANGE_MILLIS);
        tenant.schedule().at(tenant.hours().opening(at), this::change);
    }

    private void change(long now) {
        List<Rep> movable = present.stream()
                .filter(rep -> rep.role() != Rep.Role.LEAD && rep.status() == Rep.Status.ACTIVE)
                .toList();
        if (!movable.isEmpty()) {
            change(random.oneOf(movable), now);
        }
        planChange(now);
    }

    private void change(Rep rep, long now) {
        if (rep.role() == Rep.Role.NEWCOMER && random.hit(0.6)) {
            rep.mature();
            emit(rep, now, event -> event.with("role", rep.role().contractName()));
        } else if (random.hit(0.5)) {
            Team team = random.oneOf(teams);
            rep.moveTo(team);
            emit(rep, now, event -> {
                event.with("team", team.id()).with("manager", team.leadId()).with("region", team.region());
            });
        } else {
            emitStatus(rep, Rep.Status.LEAVING, now);
            tenant.schedule().at(tenant.hours().opening(now + NOTICE_MILLIS), then -> leave(rep, then));
        }
    }

    /** On the day somebody leaves, somebody new comes. */
    private void leave(Rep rep, long now) {
        emitStatus(rep, Rep.Status.LEFT, now);
        present.remove(rep);
        Rep successor = hire(rep.team(), Rep.Role.NEWCOMER);
        emit(successor, now + 1, event -> {
            event.with("team", successor.team().id())
                    .with("manager", managerOf(successor))
                    .with("region", successor.team().region())
                    .with("role", successor.role().contractName())
                    .with("status", successor.status().contractName())
                    .with("line", Assignments.lineOf(successor));
        });
    }

    private void emitStatus(Rep rep, Rep.Status status, long at) {
        rep.become(status);
        emit(rep, at, event -> event.with("status", status.contractName()));
    }

    private void emit(Rep rep, long at, Consumer<EventDraft> change) {
        changeCount++;
        EventDraft event = new EventDraft(
                        tenant.profile().id(), "people-" + changeCount, "rep.changed", "rep/" + rep.id(), at, 0)
                .with("rep_id", rep.id());
        change.accept(event);
        tenant.outbox().publishCleanly(event);
    }

    private Rep hire(Team team, Rep.Role role) {
        hiredCount++;
        double quickness = (2 * random.unit() - 1) * GREATEST_QUICKNESS;
        Rep rep = new Rep(repId(hiredCount), quickness, team, role);
        present.add(rep);
        return rep;
    }

    private static String managerOf(Rep rep) {
        return rep.role() == Rep.Role.LEAD ? DIRECTOR : rep.team().leadId();
    }

    private static String repId(int number) {
        return String.format(Locale.ROOT, "rep-%02d", number);
    }
}
