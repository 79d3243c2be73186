package dev.crmpulse.connectors.policy;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.engine.calendar.BusinessCalendar;
import dev.crmpulse.engine.calendar.DayOverride;
import dev.crmpulse.engine.event.ActorType;
import dev.crmpulse.engine.event.ClearedMembers;
import dev.crmpulse.engine.event.ContactPayload;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.DealPayload;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.LeadPayload;
import dev.crmpulse.engine.event.NamedTexts;
import dev.crmpulse.engine.event.Payload;
import dev.crmpulse.engine.policy.BenchmarkPolicy;
import dev.crmpulse.engine.policy.Entity;
import dev.crmpulse.engine.policy.FunnelPolicy;
import dev.crmpulse.engine.policy.Policies;
import dev.crmpulse.engine.policy.Policy;
import dev.crmpulse.engine.policy.PolicyCheck;
import dev.crmpulse.engine.policy.PolicyKind;
import dev.crmpulse.engine.policy.SlaPolicy;
import dev.crmpulse.engine.policy.SlaPolicy.ClockTime;
import dev.crmpulse.engine.policy.TenantPolicies;
import dev.crmpulse.engine.policy.TierPolicy;
import dev.crmpulse.engine.policy.TierPolicy.TierRule;
import dev.crmpulse.metrics.catalogue.Timelines;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What managers are promised out of the box. */
class ShippedPoliciesTest {
    private static final List<Policy> SHIPPED = ShippedPolicies.all();
    private static final TenantPolicies ANYBODY = Policies.of(SHIPPED).tenant("anybody");
    private static final long NOW = Instant.parse("2026-03-02T09:00:00Z").toEpochMilli();

    @Test
    void allHoldForEveryTenantSince1970AndFitEachOther() {
        assertThat(SHIPPED).allSatisfy(policy -> assertThat(policy.head())
                .as(policy.id())
                .returns("*", head -> head.tenant())
                .returns(0L, head -> head.effectiveFromMillis())
                .returns(1, head -> head.version()));
        assertThat(PolicyCheck.problems(Policies.of(SHIPPED), Timelines::evaluate))
                .isEmpty();
        Map<PolicyKind, List<String>> ids =
                SHIPPED.stream().collect(groupingBy(Policy::kind, mapping(Policy::id, toList())));
        assertThat(ids)
                .containsEntry(PolicyKind.CALENDAR, List.of("cn-office", "de-office"))
                .containsEntry(PolicyKind.FUNNEL, List.of("sales-journey", "opportunity-to-order"))
                .containsEntry(PolicyKind.TIER, List.of("scoring"))
                .containsEntry(PolicyKind.BENCHMARK, List.of("response-conversion"))
                .containsEntry(PolicyKind.BREAKER, List.of("assignment-breaker"))
                .containsEntry(PolicyKind.QUALITY, List.of("follow-up-quality"))
                .containsEntry(
                        PolicyKind.SCORECARD,
                        List.of(
                                "follow-up-score",
                                "behaviour-process-result-teamwork",
                                "team-drive",
                                "structured-kpi",
                                "satisfaction-led",
                                "department"))
                .doesNotContainKey(PolicyKind.TENANT);
    }

    @ParameterizedTest
    @CsvSource({
        "LEAD, first-response,                 LITERAL,  owner 0 h; supervisor 2 h; anomaly 4 h",
        "LEAD, first-response-office,          BUSINESS, owner 0 h; supervisor 2 h; anomaly 4 h",
        "LEAD, customer-reply,                 LITERAL,  perfunctory 48 h",
        "LEAD, follow-up,                      LITERAL,  overdue 3 d",
        "LEAD, untouched,                      LITERAL,  untouched 3 d",
        "LEAD, next-step,                      LITERAL,  missed 0 h",
        "DEAL, deal-progress,                  LITERAL,  stalled 14 d",
        "DEAL, deal-progress-office,           BUSINESS, stalled 10 d",
        "DEAL, needs-after-contact,            LITERAL,  needs 3 d",
        "DEAL, needs-after-contact-office,     BUSINESS, needs 3 d",
        "DEAL, proposal-after-needs,           LITERAL,  proposal 5 d",
        "DEAL, proposal-after-needs-office,    BUSINESS, proposal 5 d",
        "DEAL, decision-after-proposal,        LITERAL,  decision 7 d",
        "DEAL, decision-after-proposal-office, BUSINESS, decision 7 d",
        "TICKET, service-response,             LITERAL,  response 1 h",
        "TICKET, service-solution,             LITERAL,  solution 24 h",
        "TICKET, service-closure,              LITERAL,  closure 72 h",
        "TICKET, ticket-progress,              LITERAL,  progress 7 d",
        "TICKET, complaint-response,           LITERAL,  response 2 h",
        "TICKET, complaint-touch,              LITERAL,  touch 1 d",
        "TICKET, complaint-resolution,         LITERAL,  resolution 24 h",
        "TICKET, department-loop,              LITERAL,  loop 48 h",
        "IMPROVEMENT, improvement-due,         LITERAL,  overdue 0 h",
        "CUSTOMER, nps-survey,                 LITERAL,  survey 7 d",
        "CUSTOMER, customer-status,            LITERAL,  status 7 d",
        "CUSTOMER, customer-visit,             LITERAL,  visit 92 d",
        "CUSTOMER, customer-interview,         LITERAL,  interview 366 d",
        "CUSTOMER, value-added-offer,          LITERAL,  offer 183 d",
        "QUESTION, proposal-question,          LITERAL,  unanswered 48 h",
        "CONTRACT, contract-review-legal,      BUSINESS, unreviewed 2 d",
        "CONTRACT, contract-review-finance,    BUSINESS, unreviewed 2 d",
        "ORDER, delivery-confirmation,         LITERAL,  unconfirmed 3 d",
        "ORDER, sign-off,                      LITERAL,  unsigned 24 h",
    })
    void theSlasOfEachEntity(Entity entity, String id, ClockTime time, String levels) {
        SlaPolicy sla = ANYBODY.slaAt(id, NOW);

        assertThat(ANYBODY.slas(entity, NOW)).contains(sla);
        assertThat(sla.time()).isEqualTo(time);
        assertThat(String.join(
                        "; ",
                        sla.levels().stream()
                                .map(level -> level.name() + " " + level.target())
                                .toList()))
                .isEqualTo(levels);
    }

    @Test
    void thereAreNoOtherSlas() {
        assertThat(ANYBODY.slas(Entity.LEAD, NOW)).hasSize(6);
        assertThat(ANYBODY.slas(Entity.DEAL, NOW)).hasSize(8);
        assertThat(ANYBODY.slas(Entity.TICKET, NOW)).hasSize(8);
        assertThat(ANYBODY.slas(Entity.IMPROVEMENT, NOW)).hasSize(1);
        assertThat(ANYBODY.slas(Entity.CUSTOMER, NOW)).hasSize(5);
        assertThat(ANYBODY.slas(Entity.PROPOSAL, NOW)).isEmpty();
        assertThat(ANYBODY.slas(Entity.QUESTION, NOW)).hasSize(1);
        assertThat(ANYBODY.slas(Entity.CONTRACT, NOW)).hasSize(2);
        assertThat(ANYBODY.slas(Entity.ORDER, NOW)).hasSize(2);
        assertThat(ANYBODY.slas(Entity.INVOICE, NOW)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // the step, and the stage that a deal comes into: what it means
        "needs-after-contact,     first contact,        start",
        "needs-after-contact,     首次接触,              start",
        "needs-after-contact,     NEEDS ANALYSIS,       stop",
        "needs-after-contact,     Demo,                 stop",
        "needs-after-contact,     Negotiation/Review,   stop",
        "needs-after-contact,     On hold,              nothing",
        "proposal-after-needs,    qualifiedtobuy,       start",
        "proposal-after-needs,    Demo,                 nothing",
        "proposal-after-needs,    Proposal/Price Quote, stop",
        "proposal-after-needs,    方案报价,              stop",
        "proposal-after-needs,    Contacted,            cancel",
        "decision-after-proposal, 报价,                  start",
        "decision-after-proposal, 商务谈判,              stop",
        "decision-after-proposal, Discovery,            cancel",
    })
    void aStageIsKnownByAnyOfItsNames(String sla, String stage, String meaning) {
        CrmEvent moved = event(EventType.DEAL_STAGE_CHANGED, new DealPayload.StageChanged("", stage, ""));
        for (String id : List.of(sla, sla + "-office")) {
            assertThat(meaning(ANYBODY.slaAt(id, NOW), moved)).isEqualTo(meaning);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "first-response,          LEAD_DISQUALIFIED, cancel",
        "customer-reply,          LEAD_MERGED,       cancel",
        "follow-up,               DEAL_WON,          cancel",
        "untouched,               LEAD_DELETED,      cancel",
        "untouched,               LEAD_UNASSIGNED,   cancel",
        "deal-progress,           DEAL_CREATED,      start",
        "deal-progress,           DEAL_REOPENED,     start",
        "deal-progress,           DEAL_STAGE_CHANGED,stop",
        "deal-progress,           DEAL_WON,          cancel",
        "deal-progress,           DEAL_AMOUNT_CHANGED, nothing",
        "needs-after-contact,     DEAL_WON,          stop",
        "needs-after-contact,     DEAL_LOST,         cancel",
        "decision-after-proposal, DEAL_LOST,         stop",
        "decision-after-proposal, LEAD_DELETED,      cancel",
    })
    void whatEndsAPromise(String sla, EventType type, String meaning) {
        assertThat(meaning(ANYBODY.slaAt(sla, NOW), event(type, payload(type)))).isEqualTo(meaning);
    }

    @Test
    void aMessageOfAPersonAnswersAndTheCustomersStartsTheReply() {
        CrmEvent received = event(EventType.MESSAGE_RECEIVED, new ContactPayload.MessageReceived("email"));
        CrmEvent sent = event(EventType.MESSAGE_SENT, new ContactPayload.MessageSent("email"));

        assertThat(meaning(ANYBODY.slaAt("customer-reply", NOW), received)).isEqualTo("start");
        for (String sla : List.of("first-response", "customer-reply", "follow-up", "untouched", "next-step")) {
            assertThat(meaning(ANYBODY.slaAt(sla, NOW), sent)).as(sla).isEqualTo("stop");
        }
        assertThat(meaning(ANYBODY.slaAt("deal-progress", NOW), sent))
                .as("what was only sent is no progress")
                .isEqualTo("nothing");
        assertThat(meaning(ANYBODY.slaAt("deal-progress", NOW), received)).isEqualTo("stop");
    }

    @Test
    void theFunnels() {
        FunnelPolicy journey = ANYBODY.funnels(Entity.DEAL, NOW).stream()
                .filter(funnel -> funnel.id().equals("sales-journey"))
                .findFirst()
                .orElseThrow();
        assertThat(journey.steps())
                .extracting(step -> step.name())
                .containsExactly(
                        "First contact", "Needs diagnosis", "Demo", "Objections", "Negotiation", "Payment confirmed");
        assertThat(journey.maturity()).as("the window where none is given").isEqualTo(journey.window());

        FunnelPolicy order = ANYBODY.funnels(Entity.DEAL, NOW).stream()
                .filter(funnel -> funnel.id().equals("opportunity-to-order"))
                .findFirst()
                .orElseThrow();
        assertThat(order.targetPercent()).isEqualByComparingTo("15");
    }

    @Test
    void theScoringOfLeads() {
        TierPolicy scoring = ANYBODY.tier(NOW);
        CrmEvent created = event(
                EventType.LEAD_CREATED,
                new LeadPayload.Created("Referral", "", BigDecimal.ONE, "high", "51-200", "retail"));
        // referral 30 + high intent 25 + a known industry 5; 51 employees are fewer than 500
        long points = scoring.rules().stream()
                .filter(rule -> rule.when().hold(created))
                .mapToLong(TierRule::points)
                .sum();

        assertThat(points).isEqualTo(60);
        assertThat(scoring.tier(points)).isEqualTo("A");
        assertThat(scoring.tier(points - 1)).isEqualTo("B");
        assertThat(scoring.tier(29)).isEqualTo("C");
    }

    @Test
    void thePublishedBenchmarks() {
        BenchmarkPolicy benchmark = ANYBODY.benchmarks(NOW).get(0);
        assertThat(benchmark.lines())
                .containsEntry("probability", line("39.6", "21.4", "9.8", "2.1"))
                .containsEntry("industry", line("35.2", "18.7", "8.5", "1.9"))
                .containsEntry("after optimisation", line("41.3", "23.1", "10.2", "2.3"));
    }

    @ParameterizedTest
    @CsvSource({
        // 366 - 52 x 2 weekend days - 11 holidays by law = 251 working days
        "cn-office, 2024, 251",
        // 365 - 104 - 13: the law gave two more
        "cn-office, 2025, 248",
        "cn-office, 2026, 248",
        // 262 weekdays - 9 holidays
        "de-office, 2024, 253",
        "de-office, 2025, 252",
        // 261 - 9, of which two fall on Saturdays: 3 October and 26 December
        "de-office, 2026, 254",
    })
    void EdgeCase_12_aYearHasItsWorkingDays(String calendar, int year, int workingDays) {
        BusinessCalendar office = ANYBODY.calendar(calendar, NOW);
        assertThat(days(Year.of(year)).filter(day -> !office.hoursOn(day).isEmpty()))
                .hasSize(workingDays);
    }

    @Test
    void EdgeCase_12_everyMakeUpDayIsAWeekendAndWorkedLikeMonday() {
        BusinessCalendar office = ANYBODY.calendar("cn-office", NOW);
        Map<LocalDate, DayOverride> worked = new TreeMap<>(office.overrides());
        worked.values().removeIf(day -> day.hours().isEmpty());

        assertThat(worked).hasSize(8 + 5 + 6).allSatisfy((date, day) -> {
            assertThat(date.getDayOfWeek()).isIn(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
            assertThat(day.hours()).hasToString("[09:00-12:00, 13:00-18:00]");
            assertThat(day.name()).endsWith("调休");
        });
    }

    @Test
    void EdgeCase_12_springFestival2026() {
        BusinessCalendar office = ANYBODY.calendar("cn-office", NOW);
        // Saturday 14 February is worked, 17:00-18:00 of it is left; then off until Tuesday the 24th: 3 h to 12:00
        assertThat(office.after(shanghai("2026-02-14T17:00"), 4 * 3_600_000L)).isEqualTo(shanghai("2026-02-24T12:00"));
        // Friday 13 + 2 working days: Saturday 14, Tuesday 24
        assertThat(office.workingDaysAfter(shanghai("2026-02-13T16:00"), 2)).isEqualTo(shanghai("2026-02-24T16:00"));
    }

    private static String meaning(SlaPolicy sla, CrmEvent event) {
        if (sla.stop().hold(event)) {
            return "stop";
        }
        if (sla.cancel().hold(event)) {
            return "cancel";
        }
        return sla.start().hold(event) ? "start" : "nothing";
    }

    private static Map<String, BigDecimal> line(String... percents) {
        return Map.of(
                "<1h", new BigDecimal(percents[0]),
                "1-4h", new BigDecimal(percents[1]),
                "4-24h", new BigDecimal(percents[2]),
                ">=24h", new BigDecimal(percents[3]));
    }

    private static Stream<LocalDate> days(Year year) {
        return year.atDay(1).datesUntil(year.plusYears(1).atDay(1));
    }

    private static long shanghai(String local) {
        return LocalDateTime.parse(local)
                .atZone(ZoneId.of("Asia/Shanghai"))
                .toInstant()
                .toEpochMilli();
    }

    private static Payload payload(EventType type) {
        return switch (type) {
            case DEAL_CREATED -> new DealPayload.Created("", null, "");
            case DEAL_STAGE_CHANGED -> new DealPayload.StageChanged("", "anything", "");
            case DEAL_REOPENED -> new DealPayload.Reopened("");
            case DEAL_LOST -> new DealPayload.Lost("");
            case DEAL_AMOUNT_CHANGED -> new DealPayload.AmountChanged(BigDecimal.ONE, "EUR");
            case LEAD_DISQUALIFIED -> new LeadPayload.Disqualified("");
            case LEAD_MERGED -> new LeadPayload.Merged("L2");
            case LEAD_DELETED -> new LeadPayload.Deleted("");
            case LEAD_UNASSIGNED -> new LeadPayload.Unassigned("");
            default -> new DealPayload.Won(BigDecimal.ONE, "EUR");
        };
    }

    private static CrmEvent event(EventType type, Payload payload) {
        ActorType actor = type == EventType.MESSAGE_RECEIVED ? ActorType.CUSTOMER : ActorType.HUMAN;
        return new CrmEvent(
                "crm",
                "e1",
                0,
                NOW,
                CrmEvent.NOT_RECORDED,
                0,
                0,
                type,
                "somebody",
                actor,
                "L1",
                "D1",
                "C1",
                "",
                ClearedMembers.NONE,
                NamedTexts.NONE,
                NamedTexts.NONE,
                payload);
    }
}
