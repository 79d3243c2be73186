package dev.crmpulse.jobs.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.connectors.policy.ShippedPolicies;
import dev.crmpulse.engine.event.TestEvent;
import dev.crmpulse.engine.policy.Policies;
import dev.crmpulse.engine.policy.Policy;
import dev.crmpulse.engine.policy.PolicyHead;
import dev.crmpulse.engine.policy.TenantPolicy;
import dev.crmpulse.engine.timeline.StoredTimeline;
import dev.crmpulse.metrics.catalogue.Timelines;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The SLAs that ship for proposals, contracts and orders, by the calendar of an office in Germany. */
class DeskClocksTest {
    private static final Policies POLICIES = Policies.of(Stream.concat(
                    ShippedPolicies.all().stream(),
                    Stream.<Policy>of(new TenantPolicy(
                            new PolicyHead(Policy.EVERY_TENANT, "profile", 1, 0),
                            ZoneId.of("Europe/Berlin"),
                            "de-office",
                            "EUR",
                            1)))
            .toList());

    @Test
    void eachQuestionHasAClockOfItsOwn() {
        StoredTimeline desk = desk(
                "2026-03-04T10:00:00Z",
                event("2026-03-02T09:00:00Z", "proposal.question_asked", "proposal/P1", Map.of("question_id", "Q1")),
                event("2026-03-02T10:00:00Z", "proposal.question_asked", "proposal/P1", Map.of("question_id", "Q2")),
                event("2026-03-02T11:00:00Z", "proposal.question_answered", "proposal/P1", Map.of("question_id", "Q2")),
                event("2026-03-03T10:00:00Z", "proposal.question_asked", "proposal/P2", Map.of()),
                event("2026-03-03T11:00:00Z", "proposal.question_asked", "proposal/P2", Map.of("question_id", "a/b")),
                event("2026-03-03T12:00:00Z", "proposal.question_answered", "proposal/P2", Map.of()));

        assertThat(states(desk))
                .containsExactly(
                        "question/P1/Q1/proposal-question/1/1 P1/Q1 breached 2026-03-04T09:00:00Z",
                        "question/P1/Q2/proposal-question/1/1 P1/Q2 kept 2026-03-04T10:00:00Z",
                        "question/P2//proposal-question/1/1 P2/ kept 2026-03-05T10:00:00Z",
                        "question/P2/a%2Fb/proposal-question/1/1 P2/a%2Fb kept 2026-03-05T11:00:00Z");
    }

    @Test
    void legalAndFinanceHaveTwoWorkingDaysEach() {
        // Friday 15:00 in Berlin; two working days later is Tuesday 15:00
        StoredTimeline desk = desk(
                "2026-03-11T09:00:00Z",
                event("2026-03-06T14:00:00Z", "contract.submitted", "contract/K1", Map.of("owner", "rep-1")),
                event("2026-03-10T14:00:00Z", "contract.reviewed", "contract/K1", Map.of("by", "Legal")),
                event("2026-03-06T14:00:00Z", "contract.submitted", "contract/K2", Map.of()),
                event("2026-03-09T14:00:00Z", "contract.signed", "contract/K2", Map.of()));

        assertThat(states(desk))
                .containsExactly(
                        "contract/K1/contract-review-finance/1/1 K1 breached 2026-03-10T14:00:00Z",
                        "contract/K1/contract-review-legal/1/1 K1 kept 2026-03-10T14:00:00Z",
                        "contract/K2/contract-review-finance/1/1 K2 cancelled 2026-03-10T14:00:00Z",
                        "contract/K2/contract-review-legal/1/1 K2 cancelled 2026-03-10T14:00:00Z");
    }

    @Test
    void aDeliveryIsConfirmedThreeDaysAheadAndSignedForWithinADay() {
        StoredTimeline desk = desk(
                "2026-03-20T00:00:00Z",
                event("2026-03-02T09:00:00Z", "order.planned", "order/O1", planned("2026-03-12T12:00:00Z")),
                event("2026-03-05T09:00:00Z", "order.delayed", "order/O1", planned("2026-03-14T12:00:00Z")),
                event("2026-03-11T12:00:00Z", "order.delivery_confirmed", "order/O1", Map.of()),
                event("2026-03-14T12:00:00Z", "order.delivered", "order/O1", Map.of()),
                event("2026-03-15T12:00:01Z", "order.signed_off", "order/O1", Map.of()),
                event("2026-03-02T09:00:00Z", "order.planned", "order/O2", planned("2026-03-12T12:00:00Z")),
                event("2026-03-04T09:00:00Z", "order.delivered", "order/O2", Map.of()));

        assertThat(states(desk))
                .containsExactly(
                        "order/O1/delivery-confirmation/1/1 O1 kept 2026-03-11T12:00:00Z",
                        "order/O1/sign-off/1/1 O1 breached 2026-03-15T12:00:00Z",
                        "order/O2/delivery-confirmation/1/1 O2 cancelled 2026-03-09T12:00:00Z",
                        "order/O2/sign-off/1/1 O2 breached 2026-03-05T09:00:00Z");
    }

    @Test
    void whatIsInTheHistoryOfAnotherKindHasNoClock() {
        StoredTimeline desk = desk(
                "2026-03-20T00:00:00Z",
                event("2026-03-02T09:00:00Z", "order.delivered", "shipment/S1", Map.of()),
                event("2026-03-02T09:00:00Z", "contract.submitted", "order/O1", Map.of()));

        assertThat(states(desk)).isEmpty();
    }

    private static StoredTimeline desk(String horizon, TestEvent... events) {
        StoredTimeline desk = new StoredTimeline(Timelines.DESK, POLICIES);
        desk.deliver(List.of(events));
        desk.raiseHorizon(Instant.parse(horizon).toEpochMilli());
        return desk;
    }

    private static Map<String, Object> planned(String at) {
        return Map.of("planned_at", at);
    }

    private static TestEvent event(String at, String type, String subject, Map<String, Object> data) {
        return TestEvent.of(type + " " + subject + " " + at, at, type, subject).saying(data);
    }

    private static List<String> states(StoredTimeline desk) {
        return desk.published("sla_clock").stream()
                .map(row -> row.get("id") + " " + row.get("entity_id") + " " + row.get("state") + " "
                        + Instant.ofEpochMilli((Long) row.get("due_at")))
                .toList();
    }
}
