package dev.crmpulse.engine.policy;

import static dev.crmpulse.engine.policy.TestPolicies.answer;
import static dev.crmpulse.engine.policy.TestPolicies.calendar;
import static dev.crmpulse.engine.policy.TestPolicies.head;
import static dev.crmpulse.engine.policy.TestPolicies.profile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.crmpulse.engine.policy.PolicyCheck.Problem;
import dev.crmpulse.metrics.sla.TicketSlas;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PolicyCheckTest {
    @Test
    void policiesThatFitHaveNoProblem() {
        assertThat(problems(
                        calendar("*", "office", 1, "1970-01-01"),
                        profile("acme", 1, "2026-03-01", "office"),
                        profile("other", 1, "2026-03-01", ""),
                        answer(head("acme", "answer", 1, "2026-01-01"), "office", "4 h"),
                        answer(head("acme", "answer", 2, "2026-02-01"), "", "4 h")))
                .isEmpty();
    }

    @Test
    void aCalendarMustBeInForceWhereItIsNamed() {
        assertThat(problems(
                        calendar("*", "office", 1, "2026-02-01"),
                        calendar("other", "plant", 1, "1970-01-01"),
                        profile("acme", 1, "2026-03-01", "plant"),
                        answer(head("*", "answer", 1, "2026-01-01"), "office", "4 h")))
                .extracting(Problem::field, Problem::text, Problem::written, Problem::known)
                .containsExactly(
                        tuple(
                                "calendar",
                                "sla answer version 1 names the calendar 'office', which is not in force from then on",
                                "office",
                                Set.of()),
                        tuple(
                                "calendar",
                                "tenant profile version 1 of acme names the calendar 'plant', which does not exist",
                                "plant",
                                Set.of("office")));
    }

    @Test
    void laterVersionsHaveLargerNumbers() {
        assertThat(problems(
                        answer(head("*", "answer", 2, "2026-01-01"), "", "4 h"),
                        answer(head("*", "answer", 2, "2026-02-01"), "", "3 h"),
                        answer(head("*", "other", 1, "2026-02-01"), "", "3 h")))
                .extracting(Problem::field, Problem::text)
                .containsExactly(tuple("version", "sla answer version 2 follows version 2: give it a larger number"));
    }

    @Test
    void whatNoTimelineKeepsTrackOfHasNoPolicies() {
        assertThat(problems(TicketSlas.POLICIES.all().get(0)))
                .extracting(Problem::field, Problem::text, Problem::known)
                .containsExactly(tuple(
                        "entity",
                        "sla closure version 1 is made for a ticket, of which no timeline of this release keeps track",
                        Set.of(
                                "contract",
                                "customer",
                                "deal",
                                "improvement",
                                "invoice",
                                "lead",
                                "order",
                                "proposal",
                                "question")));
    }

    private static List<Problem> problems(Policy... policies) {
        return PolicyCheck.problems(Policies.of(List.of(policies)), (kind, entity) -> entity != Entity.TICKET);
    }
}
