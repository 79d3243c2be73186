package dev.crmpulse.engine.timeline;

import dev.crmpulse.engine.event.TestEvent;
import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * What happens to two customers and two people: surveys, reminders, answers that some scale has or none, known and
 * unknown respondents, changes that leave most out, shared knowledge, ratings, goals, visits and purchases.
 */
final class AnySurveyOrChange {
    private AnySurveyOrChange() {}

    static Arbitrary<TestEvent> events() {
        return Combinators.combine(
                        types(),
                        subjects(),
                        AnyHistory.times(),
                        Arbitraries.integers().between(0, 1),
                        AnyHistory.ids(),
                        surveys(),
                        answers(),
                        Combinators.combine(changes(), AnyHistory.dimensions()).as((change, dimensions) -> {
                            Map<String, Object> both = new HashMap<>(change);
                            both.putAll(dimensions);
                            return both;
                        }))
                .as((type, about, at, sequence, id, survey, answer, change) -> {
                    Map<String, Object> data = new HashMap<>(survey);
                    data.putAll(answer);
                    data.putAll(change);
                    data.put("customer_id", about.get2());
                    data.put("rep_id", about.get3());
                    return new TestEvent("crm", id, sequence, at, null, type, about.get1(), "", "system", data);
                });
    }

    private static Arbitrary<String> types() {
        return Arbitraries.of(
                "survey.answered",
                "survey.answered",
                "survey.sent",
                "survey.sent",
                "rep.changed",
                "knowledge.shared",
                "peer.rated",
                "target.set",
                "recognition.given",
                "training.completed",
                "deal.won",
                "visit.completed",
                "customer.churned",
                "visit.planned",
                "purchase.repeated",
                "message.received");
    }

    /** A subject, and the customer and the person that data name with it. */
    private static Arbitrary<Tuple.Tuple3<String, String, String>> subjects() {
        return Arbitraries.of(
                Tuple.of("customer/C1", "", "rep-1"),
                Tuple.of("survey/S1", "C1", "rep-1"),
                Tuple.of("survey/S1", "", ""),
                Tuple.of("deal/D1", "C1", "rep-2"),
                Tuple.of("team/East", "C2", ""),
                Tuple.of("rep/rep-1", "C2", ""));
    }

    private static Arbitrary<Map<String, Object>> surveys() {
        return Combinators.combine(
                        Arbitraries.of("", "S1", "S1", "S2"),
                        Arbitraries.of("", "", "anna", "ben"),
                        Arbitraries.of("nps", "nps", "csat", "csat", "ces", ""),
                        Arbitraries.of("", "", "w1", "w2"),
                        Arbitraries.of("", "third-party", "self-reported"),
                        Arbitraries.of("", "rep-1", "rep-2"))
                .as((surveyId, respondent, kind, wave, channel, owner) -> Map.of(
                        "survey_id",
                        surveyId,
                        "respondent",
                        respondent,
                        "kind",
                        kind,
                        "wave",
                        wave,
                        "channel",
                        channel,
                        "owner",
                        owner));
    }

    private static Arbitrary<Map<String, Object>> answers() {
        return Combinators.combine(
                        Arbitraries.of("0", "1", "3", "4.0", "5", "5", "7.5", "9", "11", "often"),
                        Arbitraries.of("", "", "speed"))
                .as((score, dimension) -> Map.of("score", score, "dimension", dimension));
    }

    private static Arbitrary<Map<String, Object>> changes() {
        return Combinators.combine(
                        Arbitraries.of("", "East", "West"),
                        Arbitraries.of("", "boss-1", "boss-2"),
                        Arbitraries.of("", "", "lead"),
                        Arbitraries.of("", "active", "left"),
                        Arbitraries.of("", "wiki/1"),
                        Arbitraries.of("", "self", "peer"),
                        Arbitraries.of("", "V1", "V2"))
                .as((team, manager, role, status, link, relation, visit) -> Map.of(
                        "team",
                        team,
                        "manager",
                        manager,
                        "role",
                        role,
                        "status",
                        status,
                        "link",
                        link,
                        "relation",
                        relation,
                        "visit_id",
                        visit));
    }
}
