package dev.crmpulse.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.connectors.mapping.Mapping;
import dev.crmpulse.engine.policy.Policy;
import dev.crmpulse.simulator.crm.DefectRates;
import dev.crmpulse.simulator.crm.Load;
import dev.crmpulse.simulator.crm.SimulatedCrm;
import dev.crmpulse.simulator.crm.SimulatedEvent;
import dev.crmpulse.simulator.crm.SimulationSettings;
import dev.crmpulse.simulator.crm.TenantProfile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Of the people who look after key accounts each but the first has a habit: it is found by name, and nobody else is. In Europe no customer
 * is left waiting or dissatisfied otherwise; in Asia they fare as usual.
 */
class QualityFlagTest {
    private static final Instant START = Instant.parse("2026-03-04T00:00:00Z");
    private static final Instant END = START.plus(Duration.ofDays(25));
    private static final double LEADS_PER_SECOND = 0.0003;

    private static final List<String> HABITS = List.of(
            "authenticity\tback-dated\tkey-11",
            "authenticity\tburst at the end of the week\tkey-10",
            "authenticity\tidentical notes\tkey-09",
            "authenticity\tintent contradicted\tkey-13",
            "authenticity\tsatisfaction contradicted\tkey-12",
            "authenticity\tstage without contact\tkey-08",
            "perfunctory\tcopied notes\tkey-05",
            "perfunctory\tlate reply\tkey-03",
            "perfunctory\tlow satisfaction\tkey-07",
            "perfunctory\tshort call\tkey-06",
            "perfunctory\tshort notes\tkey-04");

    @TempDir
    static Path directory;

    @TempDir
    static Path files;

    private static Harness harness;

    @BeforeAll
    static void replaySomeWeeks() throws Exception {
        List<TenantProfile> tenants =
                List.of(TenantProfile.asia(), TenantProfile.europe().flawless());
        List<Policy> policies =
                tenants.stream().flatMap(tenant -> tenant.policies().stream()).toList();
        harness = Harness.open(directory);
        harness.replayBy(policies, Mapping.ofCloudEvents(), simulated(tenants));
    }

    @AfterAll
    static void closeTheHarness() throws Exception {
        harness.close();
    }

    private static Path simulated(List<TenantProfile> tenants) throws IOException {
        Path file = files.resolve("simulated.jsonl");
        SimulatedCrm crm = SimulatedCrm.of(SimulationSettings.of(17, START, new Load(LEADS_PER_SECOND, List.of()))
                .withTenants(tenants)
                .withDefects(DefectRates.none()));
        try (OutputStream out = Files.newOutputStream(file)) {
            for (SimulatedEvent next = crm.next(); next.publishAt().isBefore(END); next = crm.next()) {
                out.write(next.json());
                out.write('\n');
            }
        }
        return file;
    }

    @Test
    void everyHabitIsFoundByNameOnceInEachTenant() throws Exception {
        assertThat(
                        harness.ask()
                                .lines(
                                        "SELECT tenant, kind, reason, rep FROM crm.quality_flag WHERE team = 'key-accounts' ORDER BY ALL"))
                .containsExactlyElementsOf(Stream.of("asia", "europe")
                        .flatMap(tenant -> HABITS.stream().map(habit -> tenant + '\t' + habit))
                        .toList());
    }

    /** Of all flags of all people of the tenant, with nothing left out. */
    @Test
    void whereCustomersFareWellNobodyElseIsFlagged() throws Exception {
        assertThat(harness.ask()
                        .lines("SELECT kind, reason, rep FROM crm.quality_flag WHERE tenant = 'europe' ORDER BY ALL"))
                .isEqualTo(HABITS);
        // which is not for want of people to flag
        assertThat(harness.ask()
                        .number("SELECT uniqExact(owner) FROM crm.next_response WHERE tenant = 'europe'"
                                + " AND owner LIKE 'rep-%' AND ended_at IS NOT NULL"))
                .isGreaterThanOrEqualTo(20);
    }

    /** Customers of leads are answered late and are dissatisfied now and then: that is what the simulated CRM is like. */
    @Test
    void whereTheyFareAsUsualNobodyElseIsFlaggedForWhatNobodyElseDoes() throws Exception {
        assertThat(harness.ask()
                        .lines("SELECT DISTINCT reason FROM crm.quality_flag WHERE team != 'key-accounts'"
                                + " AND reason NOT IN ('late reply', 'low satisfaction', 'satisfaction contradicted')"))
                .isEmpty();
    }

    @Test
    void theOneWhoReachesNobodyStandsOutAgainstTheTeam() throws Exception {
        assertThat(harness.ask()
                        .lines("SELECT tenant, rep, round(value) >= 66 AND round(value) <= 67, z_score > 2"
                                + " FROM crm.rep_follow_up(from = '2026-03-09', to = '2026-03-23', zone = 'UTC')"
                                + " WHERE metric = 'ineffective share' AND value > 50 AND n >= 10 ORDER BY ALL"))
                .containsExactly("asia\tkey-02\t1\t1", "europe\tkey-02\t1\t1");
    }

    /** Every sixteenth is answered, solved and closed too late; those of the last days were not closed yet. */
    @Test
    void ticketsThatWereLeftLyingAreFoundByName() throws Exception {
        String old = "started_at < toDateTime64('" + END.minus(Duration.ofDays(8)) + "', 3, 'UTC')";
        Map<String, String> lastOld = harness.ask()
                .map(
                        "SELECT tenant, max(toUInt32(substring(ticket_id, 3))) FROM crm.ticket WHERE ticket_id LIKE 'T-%' AND "
                                + old + " GROUP BY tenant ORDER BY tenant");
        List<String> leftLying = lastOld.entrySet().stream()
                .flatMap(tenant -> IntStream.rangeClosed(1, Integer.parseInt(tenant.getValue()) / 16)
                        .mapToObj(number -> tenant.getKey() + "\tT-" + 16 * number))
                .toList();

        assertThat(leftLying).contains("asia\tT-16", "asia\tT-32", "europe\tT-16", "europe\tT-32");
        assertThat(harness.ask()
                        .lines("SELECT tenant, ticket_id FROM crm.ticket WHERE response_seconds > 3600"
                                + " AND solution_seconds > 86400 AND closure_seconds > 259200 AND " + old
                                + " ORDER BY tenant, length(ticket_id), ticket_id"))
                .isEqualTo(leftLying);
    }

    @Test
    void whatIsPromisedToACustomerIsKeptAsARuleAndBrokenNowAndThen() throws Exception {
        assertThat(harness.ask()
                        .lines(
                                "SELECT sla, countIf(state = 'kept') > 0, countIf(state = 'breached') > 0 FROM crm.sla_clock"
                                        + " WHERE entity = 'customer' GROUP BY sla ORDER BY sla"))
                .containsExactly(
                        "customer-interview\t1\t1",
                        "customer-status\t1\t1",
                        "customer-visit\t1\t1",
                        "nps-survey\t1\t1",
                        "value-added-offer\t1\t1");
    }

    @Test
    void whatCustomersSayIsKnownByCountry() throws Exception {
        assertThat(harness.ask()
                        .lines(
                                "SELECT DISTINCT tenant, value FROM crm.nps(from = '2026-03-01', to = '2026-04-01', zone = 'UTC')"
                                        + " WHERE breakdown = 'dimensions.country' AND n > 0 ORDER BY ALL"))
                .containsExactly("asia\tCN", "asia\tMY", "asia\tSG", "europe\tDE", "europe\tES", "europe\tFR");
    }

    /** In the zone of the other days begin at other moments. */
    @ParameterizedTest
    @CsvSource({"asia, Asia/Shanghai, Europe/Berlin", "europe, Europe/Berlin, Asia/Shanghai"})
    void windowsOfTheTenantsOwnDaysAreThoseOfItsZone(String tenant, String zone, String other) throws Exception {
        String days = "SELECT toString(period_start), n, ended_n, p50_seconds, is_final FROM crm.window_period("
                + "period = 'day', zone = '%s') WHERE tenant = '" + tenant
                + "' AND family = 'first_response' AND dimension = 'all' AND dated_by = 'started_at' ORDER BY ALL";
        List<String> own = harness.ask().lines(days.formatted(""));

        assertThat(own).hasSizeGreaterThan(10).isEqualTo(harness.ask().lines(days.formatted(zone)));
        assertThat(own).isNotEqualTo(harness.ask().lines(days.formatted(other)));
    }

    /**
     * Windows beside facts, which are summed where days begin at other moments. People were given goals before they came into
     * their teams, on the same day, and windows know the team at its end.
     */
    @ParameterizedTest
    @CsvSource({"asia, Europe/Berlin", "europe, Asia/Shanghai"})
    void windowsAddUpToWhatFactsDoByEachDimension(String tenant, String other) throws Exception {
        String sums =
                "SELECT family, dated_by, dimension, value, label, sum(n), sum(ended_n), ifNull(sum(sum_seconds), 0),"
                        + " sum(business_n), mapSort(sumMap(counts)) FROM crm.%s WHERE tenant = '" + tenant
                        + "' AND family != 'people_event' GROUP BY ALL ORDER BY ALL";
        List<String> local = harness.ask().lines(sums.formatted("window_local(period = 'year')"));

        assertThat(local)
                .hasSizeGreaterThan(100)
                .containsExactlyElementsOf(
                        harness.ask().lines(sums.formatted("window_period(period = 'year', zone = '')")))
                .containsExactlyInAnyOrderElementsOf(
                        harness.ask().lines(sums.formatted("window_period(period = 'year', zone = '" + other + "')")));
        for (String dimension : List.of("all", "owner", "team", "region", "dimensions.country")) {
            assertThat(local).as(dimension).anyMatch(line -> line.contains("\t" + dimension + "\t"));
        }
    }

    @Test
    void eachFlagNamesARowThatIsThere() throws Exception {
        for (String evidence : List.of("activity", "next_response", "stage_visit", "survey_answer")) {
            assertThat(harness.ask()
                            .number("SELECT count() FROM crm.quality_flag WHERE evidence = '" + evidence
                                    + "' AND (tenant, evidence_id) NOT IN (SELECT tenant, id FROM crm." + evidence
                                    + ")"))
                    .as(evidence)
                    .isZero();
        }
    }

    @Test
    void weeksOfCustomersAreComparedWithTheTarget() throws Exception {
        assertThat(
                        harness.ask()
                                .lines(
                                        "SELECT target, countIf(is_full = 1) > 0, countIf(is_met = 1) > 0, countIf(n_missed_steps > 0) > 0,"
                                                + " countIf(is_full = 1 AND is_met IS NULL) FROM crm.customer_week GROUP BY target"))
                .containsExactly("3\t1\t1\t1\t0");
        assertThat(
                        harness.ask()
                                .number(
                                        "SELECT count() FROM crm.follow_up_week WHERE n_follow_ups > 0 AND team_median_follow_ups IS NULL"))
                .isZero();
    }
}
