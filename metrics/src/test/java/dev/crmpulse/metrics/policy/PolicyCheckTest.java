package dev.crmpulse.metrics.policy;

import static dev.crmpulse.metrics.policy.TestPolicies.answer;
import static dev.crmpulse.metrics.policy.TestPolicies.calendar;
import static dev.crmpulse.metrics.policy.TestPolicies.head;
import static dev.crmpulse.metrics.policy.TestPolicies.profile;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyCheckTest {
    @Test
    void policiesThatFitHaveNoProblem() {
        assertThat(PolicyCheck.problems(Policies.of(List.of(
                        calendar("*", "office", 1, "1970-01-01"),
                        profile("acme", 1, "2026-03-01", "office"),
                        profile("other", 1, "2026-03-01", ""),
                        answer(head("acme", "answer", 1, "2026-01-01"), "office", "4 h"),
                        answer(head("acme", "answer", 2, "2026-02-01"), "", "4 h")))))
                .isEmpty();
    }

    @Test
    void aCalendarMustBeInForceWhereItIsNamed() {
        assertThat(PolicyCheck.problems(Policies.of(List.of(
                        calendar("*", "office", 1, "2026-02-01"),
                        calendar("other", "plant", 1, "1970-01-01"),
                        profile("acme", 1, "2026-03-01", "plant"),
                        answer(head("*", "answer", 1, "2026-01-01"), "office", "4 h")))))
                .containsExactly(
                        "sla answer version 1 names the calendar 'office', which is not in force from then on;"
                                + " there are office, plant",
                        "tenant profile version 1 of acme names the calendar 'plant', which is not in force from then"
                                + " on; there are office, plant");
    }

    @Test
    void laterVersionsHaveLargerNumbers() {
        assertThat(PolicyCheck.problems(Policies.of(List.of(
                        answer(head("*", "answer", 2, "2026-01-01"), "", "4 h"),
                        answer(head("*", "answer", 2, "2026-02-01"), "", "3 h"),
                        answer(head("*", "other", 1, "2026-02-01"), "", "3 h")))))
                .containsExactly("sla answer version 2 follows version 2: give it a larger number");
    }
}
