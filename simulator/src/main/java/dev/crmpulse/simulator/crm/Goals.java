package dev.crmpulse.simulator.crm;

import dev.crmpulse.engine.event.ActorType;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.function.ObjLongConsumer;

/**
 * What people are to reach and are given: goals each month, trainings each month, a survey among them each quarter; and now and
 * then a recognition, a promotion, a changed score, a sanction, a suggestion that is adopted.
 */
final class Goals {
    private static final List<String> TOPICS = List.of("workload", "leadership", "growth");
    private static final List<String> GRADES = List.of("junior", "senior", "principal");
    private static final long MEAN_BETWEEN_RECOGNITIONS = Duration.ofHours(40).toMillis();
    private static final long MEAN_BETWEEN_SUGGESTIONS = Duration.ofDays(5).toMillis();
    private static final long MEAN_BETWEEN_ADJUSTMENTS = Duration.ofDays(9).toMillis();
    private static final long MEAN_BETWEEN_PROMOTIONS = Duration.ofDays(25).toMillis();
    private static final long MEAN_BETWEEN_SANCTIONS = Duration.ofDays(45).toMillis();
    private static final long FIRST_SURVEY = Duration.ofDays(4).toMillis();
    private static final long BETWEEN_SURVEYS = Duration.ofDays(91).toMillis();
    private static final long ANSWERING_DAYS = Duration.ofDays(5).toMillis();
    private static final long MONTH_SECONDS = Duration.ofDays(30).toSeconds();

    /** Of a lead: leads that are won, times what a deal of a tenant with a unit of 1 is worth. */
    private static final double WORTH_OF_A_LEAD = 0.16 * 90_000;

    private static final double ATTENDING = 0.85;
    private static final double ANSWERING = 0.8;

    private final Tenant tenant;
    private final SeededRandom random;
    private final double leadsPerMonth;
    private int count;

    /**
     * @param leadsPerSecond that come in at the tenant
     */
    Goals(Tenant tenant, SeededRandom random, double leadsPerSecond) {
        this.tenant = tenant;
        this.random = random;
        this.leadsPerMonth = leadsPerSecond * MONTH_SECONDS;
    }

    void plan(long startMillis) {
        tenant.schedule().at(startMillis + 1, this::beginMonth);
        tenant.schedule().at(startMillis + FIRST_SURVEY, this::askAll);
        planEach(startMillis, MEAN_BETWEEN_RECOGNITIONS, this::recognise);
        planEach(startMillis, MEAN_BETWEEN_SUGGESTIONS, this::adopt);
        planEach(startMillis, MEAN_BETWEEN_ADJUSTMENTS, this::adjust);
        planEach(startMillis, MEAN_BETWEEN_PROMOTIONS, this::promote);
        planEach(startMillis, MEAN_BETWEEN_SANCTIONS, this::sanction);
    }

    private void planEach(long fromMillis, long mean, ObjLongConsumer<Rep> given) {
        long next = tenant.hours().attended(fromMillis + random.exponential(mean), random);
        tenant.schedule().at(next, now -> {
            given.accept(random.oneOf(tenant.staff().present()), now);
            planEach(now, mean, given);
        });
    }

    /** Goals are set on the first day of a month, for its whole length. */
    private void beginMonth(long now) {
        ZoneId zone = tenant.profile().calendar().zone();
        YearMonth month = YearMonth.from(Instant.ofEpochMilli(now).atZone(zone));
        List<Rep> people = tenant.staff().present();
        for (Team team : tenant.staff().teams()) {
            double ofTeam = 0;
            for (Rep rep : people) {
                if (rep.team().equals(team)) {
                    double goal = goal(rep, people.size());
                    ofTeam += goal;
                    publish(target(event("target.set", rep, now).by(ActorType.HUMAN, team.leadId()), month, goal));
                }
            }
            count++;
            publish(target(
                    new EventDraft(tenant.profile().id(), "goal-" + count, "target.set", "team/" + team.id(), now, 0)
                            .by(ActorType.HUMAN, "director-01"),
                    month,
                    ofTeam));
        }
        train(people, now);
        tenant.schedule()
                .at(month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant().toEpochMilli() + 1, this::beginMonth);
    }

    private double goal(Rep rep, int people) {
        double share =
                switch (rep.role()) {
                    case NEWCOMER -> 0.6;
                    case MATURE -> 1.1;
                    case LEAD -> 1;
                };
        return leadsPerMonth
                * WORTH_OF_A_LEAD
                * tenant.profile().currencyUnit()
                * share
                * random.between(80, 120)
                / 100
                / people;
    }

    private EventDraft target(EventDraft event, YearMonth month, double amount) {
        return event.with("scope", month.toString())
                .with("kind", "sales")
                .with("amount", Long.toString(Math.max(1, Math.round(amount / 1000)) * 1000))
                .with("currency", tenant.profile().currency())
                .with("due_at", month.atEndOfMonth().toString());
    }

    private void train(List<Rep> people, long from) {
        for (Rep rep : people) {
            long at = tenant.hours()
                    .attended(from + random.millis(0, Duration.ofDays(12).toMillis()), random);
            boolean attends = random.hit(ATTENDING);
            tenant.schedule()
                    .at(
                            at,
                            now -> publish(event("training.completed", rep, now)
                                    .by(ActorType.SYSTEM, "")
                                    .with("kind", "product")
                                    .with("status", attends ? "completed" : "missed")));
        }
    }

    /** Teams differ in how content they are. */
    private void askAll(long from) {
        for (Rep rep : tenant.staff().present()) {
            if (!random.hit(ANSWERING)) {
                continue;
            }
            int least = 2 + tenant.staff().teams().indexOf(rep.team()) % 2;
            long at = tenant.hours().attended(from + random.millis(0, ANSWERING_DAYS), random);
            tenant.schedule().at(at, now -> {
                for (String topic : TOPICS) {
                    publish(event("employee.surveyed", rep, now)
                            .by(ActorType.SYSTEM, "")
                            .with("topic", topic)
                            .with("score", random.between(least, 5)));
                }
            });
        }
        tenant.schedule().at(from + BETWEEN_SURVEYS, this::askAll);
    }

    private void recognise(Rep rep, long now) {
        publish(byLead(event("recognition.given", rep, now), rep)
                .with("kind", random.hit(0.7) ? "praise" : "award")
                .with("status", "given")
                .with("reason", "saved a customer"));
    }

    private void adopt(Rep rep, long now) {
        publish(event("suggestion.adopted", rep, now)
                .byRep(rep)
                .with("kind", "process")
                .with("status", "adopted")
                .with("reason", "shorter form"));
    }

    private void adjust(Rep rep, long now) {
        boolean gains = random.hit(0.6);
        int points = random.between(1, 3);
        publish(byLead(event("score.adjusted", rep, now), rep)
                .with("score", gains ? points : -points)
                .with("reason", gains ? "helped another team" : "late reports"));
    }

    private void promote(Rep rep, long now) {
        int grade = random.between(1, GRADES.size() - 1);
        publish(byLead(event("promotion.given", rep, now), rep)
                .with("from", GRADES.get(grade - 1))
                .with("to", GRADES.get(grade)));
    }

    private void sanction(Rep rep, long now) {
        publish(byLead(event("sanction.given", rep, now), rep)
                .with("kind", "warning")
                .with("status", "given")
                .with("reason", "false records"));
    }

    private static EventDraft byLead(EventDraft event, Rep rep) {
        return event.by(ActorType.HUMAN, rep.team().leadId());
    }

    private EventDraft event(String type, Rep about, long at) {
        count++;
        return new EventDraft(tenant.profile().id(), "goal-" + count, type, "rep/" + about.id(), at, 0)
                .with("rep_id", about.id());
    }

    private void publish(EventDraft event) {
        tenant.outbox().publish(event, random);
    }
}
