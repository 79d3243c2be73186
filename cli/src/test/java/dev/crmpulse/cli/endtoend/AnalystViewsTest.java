package dev.crmpulse.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import dev.crmpulse.connectors.policy.PolicyCodec;
import dev.crmpulse.connectors.policy.ShippedPolicies;
import dev.crmpulse.embedded.clickhouse.ClickHouseProcess;
import dev.crmpulse.engine.event.NameKey;
import dev.crmpulse.engine.policy.Policy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What SQL adds to the facts: working time, teams as of their day, and figures of surveys. Each test is a tenant. */
class AnalystViewsTest {
    private static final String MARCH = "from = '2026-03-01', to = '2026-04-01', zone = 'UTC'";

    @TempDir
    static Path directory;

    private static ClickHouseProcess clickHouse;
    private static Answers ask;

    @BeforeAll
    static void startClickHouse() throws Exception {
        clickHouse = ClickHouseProcess.start(MigratedDirectory.fill(directory));
        ask = new Answers(ClickHouseEndpoint.local(clickHouse.port(), clickHouse.secret()));
        insert("progress (timeline, horizon, run)", "('engagement', '2026-03-10 00:00:00', 1)");
        insert("run (run, mode)", "(1, 'replay')");
        insert("ledger (timeline, tenant, run)", "('engagement', 'shop', 1), ('engagement', 'silent', 1)");
    }

    @AfterAll
    static void stopClickHouse() {
        clickHouse.close();
    }

    // --- the catalogue

    /** But those of recomputations, which {@code verify} asks. */
    @Test
    void everyExampleOfTheCatalogueIsAnswered() throws Exception {
        String examples =
                "SELECT example FROM crm.catalogue WHERE database = '%s' AND kind != 'recomputation' ORDER BY name"
                        + " FORMAT TSVRaw";
        Answers reader = new Answers(ClickHouseEndpoint.localReader(clickHouse.port()));
        List<String> ofViews = reader.lines(examples.formatted("crm"));

        assertThat(ofViews).hasSizeGreaterThan(100);
        for (String example : ofViews) {
            reader.text(example + " FORMAT Null");
        }
        for (String example : ask.lines(examples.formatted("crm_store"))) {
            ask.text(example + " FORMAT Null");
        }
    }

    // --- working time

    @Test
    void EdgeCase_09_businessSecondsAreTheWorkingTimeBetweenBothEnds() throws Exception {
        profile("shop", "{\"calendar\":\"office\"}");
        insert(
                "policy (tenant, kind, id, version, effective_from, body)",
                "('shop', 'calendar', 'office', 1, '1970-01-01 00:00:00', '{}'),"
                        + "('shop', 'calendar', 'office', 2, '2026-03-04 00:00:00', '{}')");
        insert(
                "calendar_interval (tenant, calendar_id, version, starts_at, ends_at, business_millis_before)",
                "('shop', 'office', 1, '2026-03-02 09:00:00', '2026-03-02 12:00:00', 0),"
                        + "('shop', 'office', 1, '2026-03-02 13:00:00', '2026-03-02 18:00:00', 10800000),"
                        + "('shop', 'office', 1, '2026-03-03 09:00:00', '2026-03-03 12:00:00', 28800000),"
                        + "('shop', 'office', 1, '2026-03-05 00:00:00', '2026-03-05 00:00:00', 39600000),"
                        + "('shop', 'office', 2, '2026-03-02 00:00:00', '2026-03-31 00:00:00', 0)");
        asked("shop", "inside", "2026-03-02 10:00:00.250", "2026-03-02 11:30:00");
        asked("shop", "over-lunch", "2026-03-02 11:30:00", "2026-03-02 13:15:00");
        asked("shop", "in-the-break", "2026-03-02 12:10:00", "2026-03-02 12:50:00");
        asked("shop", "over-night", "2026-03-02 17:00:00", "2026-03-03 09:30:00");
        asked("shop", "before-the-calendar", "2026-03-02 08:00:00", "2026-03-02 10:00:00");
        asked("shop", "beyond-the-calendar", "2026-03-03 11:00:00", "2026-03-05 00:00:00");
        asked("shop", "evaluated-by-its-start", "2026-03-03 11:00:00", "2026-03-04 12:00:00");
        asked("shop", "evaluated-by-the-next", "2026-03-04 11:00:00", "2026-03-04 13:00:00");

        // 10:00:00.250 to 11:30 = 5,399.75; 30 + 15 min = 2,700; 17:00 to 18:00 and 09:00 to 09:30 = 5,400; 11:00 to
        // 12:00
        assertThat(
                        ask.map(
                                "SELECT lead_id, business_seconds, calendar_id, calendar_seconds FROM crm.truth_m2 WHERE tenant = 'shop'"))
                .containsEntry("inside", "5399.75\toffice@1\t5399.75")
                .containsEntry("over-lunch", "2700\toffice@1\t6300")
                .containsEntry("in-the-break", "0\toffice@1\t2400")
                .containsEntry("over-night", "5400\toffice@1\t59400")
                .containsEntry("before-the-calendar", "\\N\toffice@1\t7200")
                .containsEntry("beyond-the-calendar", "\\N\toffice@1\t133200")
                .containsEntry("evaluated-by-its-start", "3600\toffice@1\t90000")
                .containsEntry("evaluated-by-the-next", "7200\toffice@2\t7200");
    }

    @Test
    void EdgeCase_10_withoutACalendarThereIsNoWorkingTime() throws Exception {
        profile("hut", "{}");
        asked("hut", "L1", "2026-03-02 10:00:00", "2026-03-02 11:00:00");
        asked("silent", "L1", "2026-03-02 10:00:00", "2026-03-02 11:00:00");

        assertThat(ask.lines("SELECT calendar_seconds, business_seconds, calendar_id FROM crm.truth_m2"
                        + " WHERE tenant IN ('hut', 'silent')"))
                .containsExactly("3600\t\\N\t", "3600\t\\N\t");
    }

    @Test
    void aTenantsOwnProfileComesBeforeALaterGeneralOne() throws Exception {
        insert(
                "policy (tenant, kind, id, version, effective_from, body)",
                "('*', 'tenant', 'profile', 7, '2026-01-01 00:00:00', '{\"zone\":\"Europe/Berlin\",\"minimum_n\":5}')");
        profile("own", "{\"zone\":\"Asia/Shanghai\"}");
        insert("ledger (timeline, tenant, run)", "('customer', 'own', 1), ('customer', 'general', 1)");

        assertThat(ask.map("SELECT tenant, argMax(zone, effective_from), argMax(minimum_n, effective_from)"
                        + " FROM crm.tenant_profile WHERE tenant IN ('own', 'general') GROUP BY tenant"))
                .containsEntry("own", "Asia/Shanghai\t1")
                .containsEntry("general", "Europe/Berlin\t5");
        ask.text("ALTER TABLE crm_store.policy DELETE WHERE tenant = '*' SETTINGS mutations_sync = 1");
    }

    // --- names

    /** What the folds and the truth compare names of stages by must be one thing, letter by letter. */
    @Test
    void smallLettersAreTheSameInJavaAndClickHouse() throws Exception {
        List<String> small = ask.lines("SELECT number, lowerUTF8(letter) AS small FROM (SELECT number,"
                + " decodeHTMLComponent(concat('&#', toString(number), ';')) AS letter FROM numbers(160, 1114112 - 160))"
                + " WHERE number NOT BETWEEN 55296 AND 57343 AND small != letter");
        Map<Integer, String> differing = new TreeMap<>();
        Map<Integer, String> ofClickHouse = new TreeMap<>();
        for (String line : small) {
            int tab = line.indexOf('\t');
            ofClickHouse.put(Integer.valueOf(line.substring(0, tab)), line.substring(tab + 1));
        }
        for (int letter = 160; letter <= Character.MAX_CODE_POINT; letter++) {
            String own = Character.toString(letter);
            // letters that this Java does not know yet are nothing that it could change
            if (Character.isDefined(letter) && Character.getType(letter) != Character.SURROGATE) {
                String key = NameKey.of("x" + own + "x");
                if (!key.equals("x" + ofClickHouse.getOrDefault(letter, own) + "x")) {
                    differing.put(letter, key);
                }
            }
        }
        assertThat(ofClickHouse).hasSizeGreaterThan(1_000);
        assertThat(differing).isEmpty();
    }

    @Test
    void stagesInOtherCapitalsAreOneLabelOfAPeriod() throws Exception {
        insert(
                "fact_window (id, tenant, family, grain, dated_by, started_at, ended_at, zone, owner, label, n, version)",
                "('1', 'spelt', 'stage_visit', 'day', 'started_at', '2026-03-02 00:00:00', '2026-03-03 00:00:00', 'UTC', 'rep-1',"
                        + " 'pilot', 2, 1),"
                        + "('2', 'spelt', 'stage_visit', 'day', 'started_at', '2026-03-02 00:00:00', '2026-03-03 00:00:00', 'UTC',"
                        + " 'rep-1', 'Pilot', 3, 1)");
        insert(
                "stage_visit (tenant, id, started_at, deal_id, visit_no, stage, version)",
                "('spelt', 'D1/1', '2026-03-02 09:00:00', 'D1', 1, 'pilot', 1),"
                        + "('spelt', 'D2/1', '2026-03-02 09:00:00', 'D2', 1, 'Pilot', 1)");

        assertThat(ask.lines(
                        "SELECT label, n FROM crm.window_period(period = 'day', zone = 'UTC') WHERE tenant = 'spelt'"
                                + " AND dimension = 'all'"))
                .containsExactly("Pilot\t5");
        assertThat(ask.lines(
                        "SELECT stage_key, count() FROM crm.stage_visit WHERE tenant = 'spelt' GROUP BY stage_key"))
                .containsExactly("pilot\t2");
    }

    /** In Berlin the clocks of 26 October show the hour from two to three twice; the week ends at 23:00 UTC. */
    @Test
    void weeksOfACustomerEndOnTheClocksOfTheTenantAndSilenceIsWhatPassed() throws Exception {
        profile("wall", "{\"zone\":\"Europe/Berlin\"}");
        insert("ledger (timeline, tenant, run)", "('engagement', 'wall', 1)");
        insert(
                "first_response (tenant, id, started_at, lead_id, customer_id, owner, version)",
                "('wall', 'L1/1', '2025-10-19 22:00:00', 'L1', 'C1', 'rep-1', 1)");
        insert(
                "deal (tenant, id, started_at, deal_id, customer_id, owner, ended_at, outcome, version)",
                "('wall', 'D1/1', '2025-10-28 09:00:00', 'D1', 'C1', 'rep-2', '2025-10-29 09:00:00', 'lost', 1)");
        insert(
                "activity (tenant, id, started_at, customer_id, channel, is_follow_up, version)",
                "('wall', 'half past two', '2025-10-26 00:30:00', 'C1', 'call', 1, 1),"
                        + "('wall', 'a quarter past two', '2025-10-26 01:15:00', 'C1', 'email', 1, 1),"
                        + "('wall', 'on Monday', '2025-10-26 23:00:00', 'C1', 'call', 1, 1),"
                        + "('wall', 'by the customer', '2025-10-20 08:00:00', 'C1', 'call', 0, 1)");
        insert(
                "sla_clock (tenant, id, started_at, sla, customer_id, breached_at, version)",
                "('wall', 'S1', '2025-10-20 00:00:00', 'next-step', 'C1', '2025-10-26 22:59:59.999', 1),"
                        + "('wall', 'S2', '2025-10-20 00:00:00', 'next-step', 'C1', '2025-10-26 23:00:00', 1)");

        // from 02:15, the second time, until midnight 21 h 45 min passed; and seven days from Monday to Monday
        assertThat(ask.lines("SELECT week, owner, is_full, n_follow_ups, n_inbound, n_channels, n_missed_steps,"
                        + " last_contact_at, silence_seconds FROM crm.customer_week_between(from = '2025-10-20',"
                        + " to = '2025-11-03') WHERE tenant = 'wall' ORDER BY week"))
                .containsExactly(
                        "2025-10-20\trep-1\t1\t2\t1\t2\t1\t2025-10-26 02:15:00.000\t78300",
                        "2025-10-27\trep-2\t1\t1\t0\t1\t1\t2025-10-27 00:00:00.000\t604800");
    }

    // --- people

    @Test
    void theTeamIsTheOwnersAsOfTheEndAndOfOpenFactsAsOfNow() throws Exception {
        insert(
                "people (tenant, id, started_at, rep_id, change_no, team, region, version)",
                "('firm', 'rep-1/1', '2026-02-01 00:00:00', 'rep-1', 1, 'East', 'E', 1),"
                        + "('firm', 'rep-1/2', '2026-03-01 00:00:00', 'rep-1', 2, 'Gone', 'X', 1),"
                        + "('firm', 'rep-1/3', '2026-03-01 00:00:00', 'rep-1', 3, 'West', 'W', 1),"
                        + "('firm', 'rep-1/4', '2026-04-01 00:00:00', 'rep-1', 4, 'North', 'N', 1)");
        waited("firm", "ended before", "2026-02-10 00:00:00", "2026-02-28 23:59:59.999");
        waited("firm", "ended at the change", "2026-02-10 00:00:00", "2026-03-01 00:00:00");
        waited("firm", "ended before anything was known", "2026-01-10 00:00:00", "2026-01-31 00:00:00");
        waited("firm", "open", "2026-02-10 00:00:00", null);

        assertThat(ask.map("SELECT id, team, region FROM crm.next_response WHERE tenant = 'firm'"))
                .containsEntry("ended before", "East\tE")
                .containsEntry("ended at the change", "West\tW")
                .containsEntry("ended before anything was known", "\t")
                .containsEntry("open", "North\tN");
        assertThat(ask.lines("SELECT valid_from, valid_to FROM crm.people WHERE id = 'rep-1/2' OR id = 'rep-1/4'"
                        + " ORDER BY id"))
                .containsExactly(
                        "2026-03-01 00:00:00.000\t2026-03-01 00:00:00.000", //
                        "2026-04-01 00:00:00.000\t\\N");
        ask.text("SYSTEM RELOAD DICTIONARY crm.people_dictionary");
        assertThat(ask.value("SELECT dictGet('crm.people_dictionary', 'team', ('firm', 'rep-1'),"
                        + " arrayJoin([toDateTime64('2026-02-28 23:59:59.999', 3, 'UTC'),"
                        + " toDateTime64('2026-03-01 00:00:00.000', 3, 'UTC')]))"))
                .isEqualTo("East\nWest");
    }

    // --- how long things take while some still go on

    /** The remissions of leukaemia under 6-mercaptopurine (Freireich and others, 1963), the example of most textbooks. */
    @Test
    void EdgeCase_19_theMedianOfAStageCountsTheVisitsThatStillGoOn() throws Exception {
        List<KaplanMeier.Lifetime> remissions = new ArrayList<>();
        IntStream.of(6, 6, 6, 7, 10, 13, 16, 22, 23)
                .forEach(hours -> remissions.add(new KaplanMeier.Lifetime(hours, true)));
        IntStream.of(6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)
                .forEach(hours -> remissions.add(new KaplanMeier.Lifetime(hours, false)));
        visits("textbook", remissions);

        // 21 at first: 18/21 = .857143; x 16/17 = .806723; x 14/15 = .752941; x 11/12 = .690196; x 10/11 = .627451; x
        // 6/7 = .537815;
        // x 5/6 = .448179. Greenwood at 6: 3/(21 x 18) = .0079365, root .0890871, / -ln .857143 = 0.577922, x 1.959964
        // = 1.132706:
        // .857143 ^ e^1.132706 = 0.6197, ^ e^-1.132706 = 0.9516
        String curve = " FROM crm.stage_survival(" + MARCH + ", breakdown = 'all') WHERE tenant = 'textbook'";
        assertThat(ask.lines("SELECT hours, n_at_risk, n_ended, round(survival, 6)" + curve
                        + " AND n_ended > 0 ORDER BY hours"))
                .containsExactly(
                        "6\t21\t3\t0.857143",
                        "7\t17\t1\t0.806723",
                        "10\t15\t1\t0.752941",
                        "13\t12\t1\t0.690196",
                        "16\t11\t1\t0.627451",
                        "22\t7\t1\t0.537815",
                        "23\t6\t1\t0.448179");
        assertThat(ask.value("SELECT round(survival_low, 4), round(survival_high, 4)" + curve + " AND hours = 6"))
                .isEqualTo("0.6197\t0.9516");
        // of those that ended alone the median would be 10
        assertThat(ask.value("SELECT n, n_ended, n_open, p50_hours, p90_hours, p50_ended_hours"
                        + " FROM crm.stage_survival_median(" + MARCH
                        + ", breakdown = 'all') WHERE tenant = 'textbook'"))
                .isEqualTo("21\t9\t12\t23\t\\N\t10");
    }

    @Test
    void EdgeCase_19_anyVisitsGiveTheCurveOfTheDefinition() throws Exception {
        Random random = new Random(19);
        List<KaplanMeier.Lifetime> lifetimes = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            lifetimes.add(new KaplanMeier.Lifetime(random.nextInt(80), random.nextInt(3) > 0));
        }
        lifetimes.add(new KaplanMeier.Lifetime(100, true));
        visits("random", lifetimes);
        SortedMap<Integer, Double> expected = new KaplanMeier(lifetimes).curve();

        Map<String, String> found = ask.map("SELECT toUInt32(hours), survival FROM crm.stage_survival(" + MARCH
                + ", breakdown = 'all') WHERE tenant = 'random'");

        assertThat(found).hasSameSizeAs(expected);
        expected.forEach((hours, survival) -> assertThat(Double.parseDouble(found.get(hours.toString())))
                .as("after %s h", hours)
                .isCloseTo(survival, Offset.offset(1e-9)));
        int median = expected.entrySet().stream()
                .filter(hour -> hour.getValue() <= 0.5)
                .mapToInt(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
        assertThat(ask.number("SELECT p50_hours FROM crm.stage_survival_median(" + MARCH
                        + ", breakdown = 'all') WHERE tenant = 'random'"))
                .isEqualTo(median);
    }

    @Test
    void EdgeCase_19_aLostDealEndsTheCycleOrIsWatchedUntilItWasLost() throws Exception {
        deal("cycle", "D1", 10, "won");
        deal("cycle", "D2", 20, "lost");
        deal("cycle", "D3", 30, "won");
        deal("cycle", "D4", 40, "open");

        // won: 3/4 at 10 h, of two left one at 30 h: 3/8. Closed: 3/4, 2/4, 1/4.
        String median = "SELECT ending, n, n_ended, n_open, p50_hours FROM crm.sales_cycle_survival_median(" + MARCH
                + ", ending = '%s', breakdown = 'owner') WHERE tenant = 'cycle' AND value = 'rep-1'";
        assertThat(ask.value(median.formatted("won"))).isEqualTo("won\t4\t2\t2\t30");
        assertThat(ask.value(median.formatted("closed"))).isEqualTo("closed\t4\t3\t1\t20");
        assertThat(ask.lines("SELECT hours, survival FROM crm.sales_cycle_survival(" + MARCH
                        + ", ending = 'won', breakdown = 'all') WHERE tenant = 'cycle' ORDER BY hours"))
                .containsExactly("10\t0.75", "20\t0.75", "30\t0.375", "40\t0.375");
    }

    // --- conversion

    @Test
    void EdgeCase_24_aCohortKeepsWhatItEnteredWithAndAPeriodWhatItReached() throws Exception {
        insert(
                "policy (tenant, kind, id, version, effective_from, body)",
                "('*', 'funnel', 'way', 1, '1970-01-01 00:00:00', '{\"order\":\"implied\"}'),"
                        + "('way', 'funnel', 'way', 1, '1970-01-01 00:00:00', '{\"order\":\"strict\"}')");
        // the horizon is 10 March: the entry of 1 March is not mature, those of February are
        entered("way", "D1", "2026-02-02 09:00:00", "'2026-02-10 09:00:00'", "2026-03-04 09:00:00");
        entered("way", "D2", "2026-02-03 09:00:00", "'2026-03-02 09:00:00'", "2026-03-05 09:00:00");
        entered("way", "D3", "2026-02-04 09:00:00", "NULL", "2026-03-06 09:00:00");
        entered("way", "D4", "2026-02-27 09:00:00", "NULL", "2026-03-29 09:00:00");
        entered("way", "D5", "2026-03-01 09:00:00", "NULL", "2026-03-31 09:00:00");

        // of 4 entries of February 2 were won whenever, of the 3 mature ones 2; in March 1 was won and 1 entered
        assertThat(
                        ask.lines(
                                "SELECT basis, funnel_order, period_start, n, n_reached, rate, rate_mature, n_mature, is_mature,"
                                        + " isNull(rate_low) FROM crm.conversion(from = '2026-02-01', to = '2026-04-01', zone = 'UTC', period = 'month')"
                                        + " WHERE tenant = 'way' AND breakdown = 'all' AND step_no = 2 ORDER BY basis, period_start"))
                .containsExactly(
                        "cohort\tstrict\t2026-02-01\t4\t2\t0.5\t0.666667\t3\t0\t0",
                        "cohort\tstrict\t2026-03-01\t1\t0\t0\t\\N\t0\t0\t0",
                        "period\tstrict\t2026-02-01\t4\t1\t0.25\t\\N\t\\N\t1\t1",
                        "period\tstrict\t2026-03-01\t1\t1\t1\t\\N\t\\N\t0\t1");
    }

    @Test
    void whatAFastAnswerIsWorthIsComparedAmongLeadsOfOneKind() throws Exception {
        // A leads: 3 of 4 fast ones and 1 of 2 slow ones are won; C leads: 0 of 2 and 1 of 8. They came 5 to 8 days
        // before the horizon.
        leads("worth", "A", "<1h", 4, 3);
        leads("worth", "A", "4-24h", 2, 1);
        leads("worth", "C", "<1h", 2, 0);
        leads("worth", "C", "4-24h", 8, 1);
        String period = MARCH + ", window_days = 5";

        assertThat(ask.lines("SELECT value, bucket, n, n_won, rate, n_immature FROM crm.response_conversion(" + period
                        + ") WHERE tenant = 'worth' AND breakdown = 'tier' ORDER BY value, bucket_no"))
                .containsExactly(
                        "A\t<1h\t4\t3\t0.75\t0",
                        "A\t4-24h\t2\t1\t0.5\t0",
                        "C\t<1h\t2\t0\t0\t0",
                        "C\t4-24h\t8\t1\t0.125\t0");
        // 3/6 - 2/10 = .3. Weights 4 x 2 / 6 = 4/3 and 2 x 8 / 10 = 8/5, together 44/15; (4/3 x 1/4 + 8/5 x -1/8) /
        // (44/15) = 2/15 x 15/44
        // = 1/22 = .045455. Variances 3/4 x 1/4 / 4 + 1/2 x 1/2 / 2 = .171875 and 0 + 1/8 x 7/8 / 8 = .013672;
        // root(16/9 x .171875 + 64/25 x .013672) = 0.583571, / 44/15 = 0.198945, x 1.959964 = 0.389925
        assertThat(ask.value(
                        "SELECT n, n_others, difference, n_strata, adjusted_difference, adjusted_low, adjusted_high"
                                + " FROM crm.response_effect(" + period
                                + ") WHERE tenant = 'worth' AND bucket = '<1h'"))
                .isEqualTo("6\t10\t0.3\t2\t0.045455\t-0.34447\t0.435379");
        assertThat(ask.value("SELECT sum(n), sum(n_immature) FROM crm.response_conversion(" + MARCH
                        + ", window_days = 30) WHERE tenant = 'worth' AND breakdown = 'all'"))
                .isEqualTo("0\t16");
    }

    // --- surveys

    @Test
    void EdgeCase_32_netPromoterScoreHasNItsIntervalAndResponseRate() throws Exception {
        ask.text(
                "INSERT INTO crm_store.survey_answer (tenant, id, started_at, respondent, answer_no, kind, score, category,"
                        + " version) SELECT 'big', concat('customer/', toString(number), '/1'), '2026-03-02 09:00:00',"
                        + " toString(number), 1, 'nps', 0, multiIf(number < 2309, 'promoter', number < 2309 + 972, 'passive',"
                        + " 'detractor'), 1 FROM numbers(5000)");
        ask.text("INSERT INTO crm_store.survey_request (tenant, id, started_at, kind, ended_at, version) SELECT 'big',"
                + " toString(number), '2026-03-01 09:00:00', 'nps', if(number < 5000,"
                + " toDateTime64('2026-03-02 09:00:00', 3, 'UTC'), NULL), 1 FROM numbers(8000)");

        // (2,309 - 1,719) / 5,000 = 11.8 %; as if 5,003 had answered: p = 2,309.75 / 5,003 = .461673, d = 1,719.75 /
        // 5,003
        // = .343744, p - d = 11.7929 %; 1.959964 x sqrt((.805417 - .1179292²) / 5,003) = 2.4652 %; 5,000 / 8,000 = 62.5
        // %
        assertThat(ask.value(
                        "SELECT n, promoters, passives, detractors, nps, nps_low, nps_high, response_rate FROM crm.nps("
                                + MARCH + ") WHERE tenant = 'big' AND breakdown = 'all'"))
                .isEqualTo("5000\t2309\t972\t1719\t11.8\t9.3277\t14.2582\t62.5");
    }

    @Test
    void theIntervalOfAFewAnswersIsWideAndHoldsTheScore() throws Exception {
        answers("one", 1, 0, 0);
        answers("one-against", 0, 0, 1);
        answers("two", 2, 0, 0);
        answers("indifferent", 0, 3, 0);
        answers("split", 1, 0, 1);

        // p and d with 3/4 added, of n + 3. One promoter: 1.75 / 4 = .4375, .75 / 4 = .1875; .625 - .25² = .5625, / 4 =
        // .140625,
        // root .375, x 195.9964 = 73.4987: 25 - 73.4987 = -48.4987, 25 + 73.4987 < 100, which it is widened to.
        // Two: .55 and .15; (.70 - .4²) / 5 = .108, root .328634, 64.411: 40 - 64.411 = -24.411, 104.411 cut to 100.
        // Three passives: .125 each; .25 / 6 = .041667, root .204124, 40.0076. One each: .35 each; .7 / 5 = .14,
        // 73.3351.
        String low = "SELECT tenant, n, nps, round(nps_low, 3), round(nps_high, 3) FROM crm.";
        for (String view : new String[] {
            "nps(" + MARCH + ") WHERE breakdown = 'all'",
            "nps_rolling(" + MARCH + ") WHERE breakdown = 'all' AND window_days = 7 AND day = '2026-03-02'",
            "nps_wave WHERE tier = 'all'"
        }) {
            assertThat(ask.map(low + view))
                    .as(view)
                    .containsEntry("one", "1\t100\t-48.499\t100")
                    .containsEntry("one-against", "1\t-100\t-100\t48.499")
                    .containsEntry("two", "2\t100\t-24.411\t100")
                    .containsEntry("indifferent", "3\t0\t-40.008\t40.008")
                    .containsEntry("split", "2\t0\t-73.335\t73.335");
        }
    }

    @Test
    void theIntervalOfSatisfactionIsRightWhereAllOrNoneAreSatisfied() throws Exception {
        insert(
                "survey_answer (tenant, id, started_at, respondent, answer_no, kind, score, category, version)",
                "('all-happy', 'customer/C1/1', '2026-03-02 09:00:00', 'C1', 1, 'csat', 5, 'satisfied', 1),"
                        + "('none-happy', 'customer/C1/1', '2026-03-02 09:00:00', 'C1', 1, 'csat', 1, 'dissatisfied', 1)");

        // Wilson, 1 of 1: 1 / (1 + 3.841459) = 20.6549 % to 100 %; 0 of 1: 0 % to 3.841459 / 4.841459 = 79.3451 %
        assertThat(ask.map("SELECT tenant, csat, csat_low, csat_high FROM crm.csat(" + MARCH
                        + ") WHERE breakdown = 'all' AND tenant LIKE '%-happy'"))
                .containsEntry("all-happy", "100\t20.6549\t100")
                .containsEntry("none-happy", "0\t0\t79.3451");
    }

    @Test
    void EdgeCase_32_whoAnswersTwiceInAPeriodCountsOnceAndBelowTheMinimumNothingIsShown() throws Exception {
        profile("few", "{\"minimum_n\":2}");
        answer("few", "C1/1", "anna", "2026-02-27 12:00:00", "detractor", "'2026-03-05 12:00:00'");
        answer("few", "C1/2", "anna", "2026-03-05 12:00:00", "detractor", "'2026-03-20 12:00:00'");
        answer("few", "C1/3", "anna", "2026-03-20 12:00:00", "promoter", "NULL");
        answer("few", "C1/4", "ben", "2026-03-06 12:00:00", "passive", "NULL");

        // anna's last answer of March and ben's: (1 - 0) / 2
        assertThat(ask.value("SELECT n, nps FROM crm.nps(" + MARCH + ") WHERE tenant = 'few' AND breakdown = 'all'"))
                .isEqualTo("2\t50");
        // until 20 March the answer of 5 March was the last one: (0 - 1) / 2
        assertThat(ask.value("SELECT n, nps FROM crm.nps(from = '2026-03-01', to = '2026-03-20', zone = 'UTC')"
                        + " WHERE tenant = 'few' AND breakdown = 'all'"))
                .isEqualTo("2\t-50");
        assertThat(ask.value(
                        "SELECT n, promoters, nps, nps_low, is_shown FROM crm.nps(from = '2026-03-07', to = '2026-04-01',"
                                + " zone = 'UTC') WHERE tenant = 'few' AND breakdown = 'all'"))
                .isEqualTo("1\t\\N\t\\N\t\\N\t0");
    }

    @Test
    void aRollingWindowMovesAsAnswersLeaveIt() throws Exception {
        answer("roll", "C1/1", "anna", "2026-03-02 20:00:00", "detractor", "'2026-03-06 01:00:00'");
        answer("roll", "C1/2", "anna", "2026-03-06 01:00:00", "promoter", "NULL");
        answer("roll", "C2/1", "ben", "2026-03-03 12:00:00", "passive", "NULL");

        // 7 days: 2 March stays until it is superseded on the 6th, 3 March leaves on the 10th, 6 March on the 13th
        assertThat(rolling(
                        "UTC", 7, "2026-03-01", "2026-03-02", "2026-03-05", "2026-03-06", "2026-03-09", "2026-03-10"))
                .isEqualTo("0 \\N, 1 -100, 2 -50, 2 50, 2 50, 1 100");
        assertThat(rolling("UTC", 7, "2026-03-12", "2026-03-13")).isEqualTo("1 100, 0 \\N");
        assertThat(rolling("UTC", 30, "2026-03-13", "2026-03-31")).isEqualTo("2 50, 2 50");
        // 20:00 UTC is 04:00 of 3 March in Shanghai
        assertThat(rolling("Asia/Shanghai", 7, "2026-03-02", "2026-03-03")).isEqualTo("0 \\N, 2 -50");
    }

    @Test
    void satisfactionIsPerDimensionAndFivesAreCountedApart() throws Exception {
        insert(
                "survey_answer (tenant, id, started_at, respondent, answer_no, kind, dimension, score, category, version)",
                "('shop', 'customer/C1/1', '2026-03-02 09:00:00', 'C1', 1, 'csat', 'speed', 5, 'satisfied', 1),"
                        + "('shop', 'customer/C1/2', '2026-03-02 09:00:00', 'C1', 2, 'csat', 'quality', 3, 'dissatisfied', 1),"
                        + "('shop', 'customer/C2/1', '2026-03-02 09:00:00', 'C2', 1, 'csat', 'speed', 4, 'satisfied', 1)");

        assertThat(ask.lines("SELECT breakdown, value, n, csat, top_share FROM crm.csat(" + MARCH
                        + ") WHERE tenant = 'shop' AND breakdown IN ('all', 'dimension') ORDER BY breakdown, value"))
                .containsExactly(
                        "all\t\t3\t66.6667\t33.3333", "dimension\tquality\t1\t0\t0", "dimension\tspeed\t2\t100\t50");
    }

    @Test
    void aTierNobodyAnsweredForIsFlagged() throws Exception {
        insert(
                "survey_answer (tenant, id, started_at, respondent, answer_no, kind, wave, tier, category, version)",
                "('wave', 'customer/C1/1', '2026-03-02 09:00:00', 'C1', 1, 'nps', 'w1', 'high', 'promoter', 1)");
        insert(
                "survey_request (tenant, id, started_at, kind, wave, tier, version)",
                "('wave', 'customer/C2/1', '2026-03-02 09:00:00', 'nps', 'w1', 'low', 1)");

        assertThat(ask.map("SELECT tier, n, n_requests, is_missing FROM crm.nps_wave WHERE tenant = 'wave'"))
                .containsEntry("all", "1\t1\t0")
                .containsEntry("high", "1\t0\t0")
                .containsEntry("mid", "0\t0\t1")
                .containsEntry("low", "0\t1\t1");
    }

    @Test
    void aSurveyIsInTimeUpToSevenDaysAfterTheWin() throws Exception {
        for (int i = 1; i <= 4; i++) {
            String wonAt = i == 4 ? "2026-03-05 09:00:00" : "2026-03-02 09:00:00";
            insert(
                    "deal (tenant, id, started_at, deal_id, customer_id, outcome, ended_at, version)",
                    "('sold', 'D%1$d', '2026-02-01 00:00:00', 'D%1$d', 'C%1$d', 'won', '%2$s', 1)".formatted(i, wonAt));
        }
        insert(
                "survey_request (tenant, id, started_at, customer_id, deal_id, version)",
                "('sold', '1', '2026-03-09 09:00:00', 'C1', 'D1', 1), ('sold', '0', '2026-03-01 09:00:00', 'C1', 'D1', 1),"
                        + "('sold', '2', '2026-03-09 09:00:00.001', 'C2', '', 1)");

        // 7 days after 2 March 09:00 is 9 March 09:00; the horizon is 10 March 00:00
        assertThat(ask.map("SELECT deal_id, state, seconds_to_survey FROM crm.deal_survey WHERE tenant = 'sold'"))
                .containsEntry("D1", "in time\t604800")
                .containsEntry("D2", "late\t604800.001")
                .containsEntry("D3", "missing\t\\N")
                .containsEntry("D4", "pending\t\\N");
    }

    // --- scorecards

    /** The table that was published, and our arithmetic of the same rows in the growth phase, which runs in shadow. */
    @Test
    void thePublishedTableOfSatisfactionLedScoresComesOutPartByPart() throws Exception {
        String march = "(period = 'month', " + MARCH + ") WHERE tenant = 'led' AND subject_kind = 'team'";
        profile("led", "{\"shipped\":\"none\"}");
        scorecard("led", 1, "1970-01-01", "\"phase\":\"mature\"");
        scorecard("led", 2, "2026-02-01", "\"phase\":\"growth\",\"shadow\":true");
        published("C", "110000", 20, 10, 20, 19, 25, 3, 25, 22);
        published("B", "105000", 10, 7, 10, 10, 25, 5, 25, 23);
        published("A", "120000", 10, 8, 50, 49, 4, 1, 20, 19);

        // attainment 110 x 30 %; nps 50 x 20 %; 19 of 20 = 95 x 15 %; 3 of 25 = 12 x 15 %; 22 of 25 = 88 x 20 %;
        // in the growth phase 110 x 40 %, the others x 60 / 70: 50 x 20 x 6 / 7 = 8.5714, 12.2143, 1.5429, 15.0857
        assertThat(ask.map(
                        "SELECT concat(subject, if(is_shadow, ' growth', ' mature')), arrayStringConcat(arrayMap(p ->"
                                + " toString(p.2), arraySort(groupArray((part_no, points)))), ' ')"
                                + " FROM crm.scorecard_part" + march + " GROUP BY subject, is_shadow"))
                .containsEntry("C mature", "33 10 14.25 1.8 17.6")
                .containsEntry("B mature", "31.5 14 15 3 18.4")
                .containsEntry("A mature", "36 16 14.7 3.75 19")
                .containsEntry("C growth", "44 8.5714 12.2143 1.5429 15.0857")
                .containsEntry("B growth", "42 12 12.8571 2.5714 15.7714")
                .containsEntry("A growth", "48 13.7143 12.6 3.2143 16.2857");
        // 89.45 is good: the rule, and not the label that was printed beside it; chance alone could move each of them
        assertThat(ask.lines("SELECT is_shadow, subject, score, tier, coefficient, is_provisional, place FROM"
                        + " crm.scorecard" + march + " ORDER BY is_shadow, score"))
                .containsExactly(
                        "0\tC\t76.65\timprove\t0.8\t1\t3",
                        "0\tB\t81.9\tgood\t1\t1\t2",
                        "0\tA\t89.45\tgood\t1\t1\t1",
                        "1\tC\t81.41\tgood\t1\t1\t3",
                        "1\tB\t85.2\tgood\t1\t1\t2",
                        "1\tA\t93.81\texcellent\t1.2\t1\t1");

        // the business grows from April on: March stays what it was, by the version that it was scored by
        scorecard("led", 3, "2026-04-01", "\"phase\":\"growth\"");
        assertThat(ask.lines(
                        "SELECT period_start, policy_id, subject, score FROM crm.scorecard(period = 'month', from ="
                                + " '2026-03-01', to = '2026-05-01', zone = 'UTC') WHERE tenant = 'led' AND subject_kind = 'team'"
                                + " AND is_shadow = 0 ORDER BY period_start, score, subject"))
                .containsExactly(
                        "2026-03-01\tsatisfaction-led@1\tC\t76.65",
                        "2026-03-01\tsatisfaction-led@1\tB\t81.9",
                        "2026-03-01\tsatisfaction-led@1\tA\t89.45",
                        // one proposal that fully meets is 100 x 20 x 6 / 7
                        "2026-04-01\tsatisfaction-led@3\tA\t17.14",
                        "2026-04-01\tsatisfaction-led@3\tB\t17.14",
                        "2026-04-01\tsatisfaction-led@3\tC\t17.14");

        // from a part to its rows, of what is anonymous counts alone
        assertThat(ask.lines("SELECT part, fact, count(), sum(n), sum(numerator), sum(denominator) FROM"
                        + " crm.scorecard_evidence" + march + " AND subject = 'A' AND is_shadow = 0 AND part IN"
                        + " ('attainment', 'nps', 'complaints resolved') GROUP BY part, fact ORDER BY part, fact"))
                .containsExactly(
                        "attainment\tdeal\t1\t1\t120000\t0",
                        "attainment\tpeople_event\t1\t1\t0\t100000",
                        "complaints resolved\tticket\t50\t50\t49\t50",
                        "nps\t\t1\t10\t8\t10");
    }

    /** 3 of 4 in the first quarter and 1 of 1 in the third: the year is 4 of 5, and not the mean of its quarters. */
    @Test
    void anAppraisalHasTheYearBesideItsQuartersAndWhatWasGiven() throws Exception {
        profile("year", "{\"shipped\":\"none\"}");
        insert(
                "policy (tenant, kind, id, version, effective_from, body)",
                "('year', 'scorecard', 'card', 1, '1970-01-01 00:00:00', '{\"subjects\":\"person\",\"periods\":[\"quarter\","
                        + "\"year\"],\"groups\":[{\"group\":\"all\",\"weights\":{\"all\":100},\"parts\":[{\"part\":\"satisfaction\","
                        + "\"measure\":\"csat\",\"share\":1}]}],\"tiers\":[{\"tier\":\"good\",\"from\":80},"
                        + "{\"tier\":\"improve\",\"from\":0}]}')");
        insert(
                "survey_answer (tenant, id, started_at, respondent, answer_no, owner, kind, category, version)",
                "('year', '1', '2025-01-05 09:00:00', 'C1', 1, 'rep-1', 'csat', 'satisfied', 1),"
                        + "('year', '2', '2025-02-05 09:00:00', 'C2', 1, 'rep-1', 'csat', 'satisfied', 1),"
                        + "('year', '3', '2025-03-05 09:00:00', 'C3', 1, 'rep-1', 'csat', 'satisfied', 1),"
                        + "('year', '4', '2025-03-31 09:00:00', 'C4', 1, 'rep-1', 'csat', 'neutral', 1),"
                        + "('year', '5', '2025-07-01 09:00:00', 'C5', 1, 'rep-1', 'csat', 'satisfied', 1),"
                        + "('year', '6', '2025-12-31 09:00:00', 'C6', 1, 'rep-2', 'csat', 'dissatisfied', 1)");
        insert(
                "people_event (tenant, id, started_at, owner, event_no, kind, status, version)",
                "('year', '1', '2025-03-01 09:00:00', 'rep-1', 1, 'recognition', '', 1),"
                        + "('year', '2', '2025-05-01 09:00:00', 'rep-1', 2, 'training', 'missed', 1),"
                        + "('year', '3', '2025-06-01 09:00:00', 'rep-1', 3, 'training', '', 1),"
                        + "('year', '4', '2025-06-02 09:00:00', 'rep-1', 4, 'sanction', 'given', 1),"
                        + "('year', '5', '2024-12-31 09:00:00', 'rep-1', 5, 'recognition', '', 1)");

        assertThat(ask.lines("SELECT year_start, rep, score, tier, place, q1_score, q2_score, q3_score, q4_score,"
                        + " n_recognitions, n_trainings, n_attended, n_sanctions FROM crm.yearly_appraisal(from ="
                        + " '2025-06-01', to = '2026-01-01', zone = 'UTC') WHERE tenant = 'year' ORDER BY place"))
                .containsExactly(
                        "2025-01-01\trep-1\t80\tgood\t1\t75\t\\N\t100\t\\N\t1\t2\t1\t1",
                        "2025-01-01\trep-2\t0\timprove\t2\t\\N\t\\N\t\\N\t0\t0\t0\t0\t0");
    }

    /** A scorecard as it ships, with another phase. */
    private static void scorecard(String tenant, int version, String from, String phase) throws Exception {
        Policy shipped = ShippedPolicies.all().stream()
                .filter(policy -> policy.id().equals("satisfaction-led"))
                .findFirst()
                .orElseThrow();
        insert(
                "policy (tenant, kind, id, version, effective_from, body)",
                "('%s', 'scorecard', 'satisfaction-led', %d, '%s 00:00:00', '%s')"
                        .formatted(
                                tenant,
                                version,
                                from,
                                PolicyCodec.toJson(shipped)
                                        .replace("\"phase\":\"mature\"", phase)
                                        .replace(",\"origin\":\"shipped\"", "")));
    }

    /** A team with one person, its sales against a goal of 100,000, and so many of so many of each kind. */
    private static void published(
            String team,
            String sales,
            int answers,
            int promoters,
            int complaints,
            int resolved,
            int customers,
            int referred,
            int proposals,
            int accurate)
            throws Exception {
        String rep = "rep-" + team;
        insert(
                "people (tenant, id, started_at, rep_id, change_no, team, status, version)",
                "('led', '%1$s/1', '2026-01-01 00:00:00', '%1$s', 1, '%2$s', 'active', 1)".formatted(rep, team));
        insert(
                "people_event (tenant, id, started_at, team_id, event_no, kind, detail, scope, amount, version)",
                "('led', 'team/%1$s/1', '2026-01-01 00:00:00', '%1$s', 1, 'target', 'sales', '2026-03', 100000, 1)"
                        .formatted(team));
        insert(
                "deal (tenant, id, started_at, deal_id, owner, outcome, ended_at, amount, version)",
                "('led', '%1$s', '2026-03-01 00:00:00', '%1$s', '%2$s', 'won', '2026-03-05 00:00:00', %3$s, 1)"
                        .formatted("D-" + team, rep, sales));
        ask.text(
                ("INSERT INTO crm_store.survey_answer (tenant, id, started_at, respondent, answer_no, owner, kind, channel,"
                                + " category, version) SELECT 'led', concat('customer/%1$s', toString(number), '/1'),"
                                + " '2026-03-02 09:00:00', toString(number), 1, 'rep-%1$s', 'nps', 'third-party',"
                                + " if(number < %2$d, 'promoter', 'passive'), 1 FROM numbers(%3$d)")
                        .formatted(team, promoters, answers));
        ask.text(
                ("INSERT INTO crm_store.ticket (tenant, id, started_at, ticket_id, owner, kind, status, resolution_seconds,"
                                + " ended_at, version) SELECT 'led', concat('%1$s', toString(number)), '2026-03-02 09:00:00',"
                                + " concat('%1$s', toString(number)), 'rep-%1$s', 'complaint', 'resolved',"
                                + " if(number < %2$d, 86400, 86401), '2026-03-04 09:00:00', 1 FROM numbers(%3$d)")
                        .formatted(team, resolved, complaints));
        // customers who buy without an amount have no part in the goal
        ask.text(("INSERT INTO crm_store.deal (tenant, id, started_at, deal_id, lead_id, customer_id, owner, outcome,"
                        + " ended_at, version) SELECT 'led', concat('%1$s-', toString(number)), '2026-03-01 09:00:00',"
                        + " concat('%1$s-', toString(number)), concat('L-%1$s-', toString(number)),"
                        + " concat('C-%1$s-', toString(number)), 'rep-%1$s', 'won', '2026-03-06 09:00:00', 1"
                        + " FROM numbers(%2$d)")
                .formatted(team, customers));
        ask.text(("INSERT INTO crm_store.lead_tier (tenant, id, started_at, lead_id, channel, version) SELECT 'led',"
                        + " concat('L-%1$s-', toString(number), '/1'), '2026-03-01 09:00:00',"
                        + " concat('L-%1$s-', toString(number)), if(number < %2$d, 'referral', 'web'), 1 FROM numbers(%3$d)")
                .formatted(team, referred, customers));
        ask.text(
                ("INSERT INTO crm_store.proposal (tenant, id, started_at, proposal_id, owner, fully_meets, version) SELECT"
                                + " 'led', concat('%1$s', toString(number)), '2026-03-02 09:00:00', concat('%1$s', toString(number)),"
                                + " 'rep-%1$s', if(number < %2$d, 'yes', 'no'), 1 FROM numbers(%3$d)")
                        .formatted(team, accurate, proposals));
        // in April as well, so that there is a score
        insert(
                "proposal (tenant, id, started_at, proposal_id, owner, fully_meets, version)",
                "('led', 'april-%1$s', '2026-04-02 09:00:00', 'april-%1$s', '%2$s', 'yes', 1)".formatted(team, rep));
    }

    /** So many promoters, passives and detractors, each of a respondent of their own, in one wave. */
    private static void answers(String tenant, int promoters, int passives, int detractors) throws Exception {
        int n = promoters + passives + detractors;
        ask.text(
                ("INSERT INTO crm_store.survey_answer (tenant, id, started_at, respondent, answer_no, kind, wave, category,"
                                + " version) SELECT '%s', concat('customer/', toString(number), '/1'), '2026-03-02 09:00:00',"
                                + " toString(number), 1, 'nps', 'w', multiIf(number < %d, 'promoter', number < %d, 'passive',"
                                + " 'detractor'), 1 FROM numbers(%d)")
                        .formatted(tenant, promoters, promoters + passives, n));
    }

    private static String rolling(String zone, int windowDays, String... days) throws Exception {
        return ask
                .lines(("SELECT n, nps FROM crm.nps_rolling(from = '2026-03-01', to = '2026-04-01', zone = '%s') WHERE"
                                + " tenant = 'roll' AND breakdown = 'all' AND window_days = %d AND day IN ('%s') ORDER BY day")
                        .formatted(zone, windowDays, String.join("', '", days)))
                .stream()
                .map(line -> line.replace('\t', ' '))
                .collect(Collectors.joining(", "));
    }

    private static void answer(
            String tenant, String id, String respondent, String at, String category, String supersededAt)
            throws Exception {
        insert(
                "survey_answer (tenant, id, started_at, respondent, answer_no, kind, category, superseded_at,"
                        + " channel_superseded_at, version)",
                "('%1$s', 'customer/%2$s', '%4$s', '%3$s', %7$s, 'nps', '%5$s', %6$s, %6$s, 1)"
                        .formatted(tenant, id, respondent, at, category, supersededAt, id.substring(3)));
    }

    /** A question of the customer and its answer. */
    private static void asked(String tenant, String lead, String from, String to) throws Exception {
        insert(
                "event (tenant, key, source, id, type, subject, time, original_time, actortype, content_hash, json, run)",
                "('%1$s', 'lead/%2$s', 'crm', '1', 'crm.message.received', 'lead/%2$s', '%3$s', '%3$s', 'customer', 1, '{}', 1),"
                                .formatted(tenant, lead, from)
                        + "('%1$s', 'lead/%2$s', 'crm', '2', 'crm.message.sent', 'lead/%2$s', '%3$s', '%3$s', 'human', 2, '{}', 1)"
                                .formatted(tenant, lead, to));
    }

    /** Visits to one stage that ended, or go on at the horizon. */
    private static void visits(String tenant, List<KaplanMeier.Lifetime> lifetimes) throws Exception {
        List<String> rows = new ArrayList<>();
        for (KaplanMeier.Lifetime lifetime : lifetimes) {
            String hours = "INTERVAL " + lifetime.hours() + " HOUR";
            String visit = "'" + tenant + "', '" + rows.size() + "/1', '" + rows.size() + "', 1, 'Demo', 1, ";
            rows.add(
                    lifetime.ended()
                            ? "(" + visit + "'2026-03-01 00:00:00', toDateTime64('2026-03-01 00:00:00', 3, 'UTC') + "
                                    + hours + ", 'Offer', " + lifetime.hours() * 3600 + ")"
                            : "(" + visit + "toDateTime64('2026-03-10 00:00:00', 3, 'UTC') - " + hours
                                    + ", NULL, '', NULL)");
        }
        insert(
                "stage_visit (tenant, id, deal_id, visit_no, stage, version, started_at, ended_at, next_stage, calendar_seconds)",
                String.join(", ", rows));
    }

    private static void deal(String tenant, String id, int hours, String outcome) throws Exception {
        boolean open = outcome.equals("open");
        insert(
                "deal (tenant, id, started_at, deal_id, owner, outcome, ended_at, calendar_seconds, version)",
                "('%1$s', '%2$s', toDateTime64('2026-03-10 00:00:00', 3, 'UTC') - INTERVAL %3$d HOUR, '%2$s', 'rep-1', '%4$s', %5$s, %6$s, 1)"
                        .formatted(
                                tenant,
                                id,
                                hours,
                                outcome,
                                open ? "NULL" : "'2026-03-10 00:00:00'",
                                open ? "NULL" : Integer.toString(hours * 3600)));
    }

    /** An entry into a funnel of two steps. */
    private static void entered(String tenant, String deal, String enteredAt, String reachedAt, String maturesAt)
            throws Exception {
        for (int step = 1; step <= 2; step++) {
            insert(
                    "funnel_entry (tenant, id, started_at, entity, entity_id, deal_id, funnel, policy_id, step, step_no, steps,"
                            + " ended_at, matures_at, converted_at, version)",
                    "('%1$s', '%2$s/%3$d', '%4$s', 'deal', '%2$s', '%2$s', 'way', 'way@1', 's%3$d', %3$d, 2, %5$s, '%6$s', %7$s, 1)"
                            .formatted(
                                    tenant,
                                    deal,
                                    step,
                                    enteredAt,
                                    step == 1 ? "'" + enteredAt + "'" : reachedAt,
                                    maturesAt,
                                    reachedAt));
        }
    }

    /** Leads of one tier and bucket, some of them won a day later, on one hour of consecutive days. */
    private static void leads(String tenant, String tier, String bucket, int n, int won) throws Exception {
        for (int i = 0; i < n; i++) {
            String lead = tier + bucket + i;
            String at = "2026-03-0" + (2 + i % 3) + " 09:00:00";
            insert(
                    "first_response (tenant, id, started_at, lead_id, bucket, version)",
                    "('%s', '%s', '%s', '%2$s', '%s', 1)".formatted(tenant, lead, at, bucket));
            insert(
                    "lead_tier (tenant, id, started_at, lead_id, episode, tier, channel, version)",
                    "('%s', '%s/1', '%s', '%2$s', 1, '%s', 'web', 1)".formatted(tenant, lead, at, tier));
            if (i < won) {
                insert(
                        "deal (tenant, id, started_at, deal_id, lead_id, outcome, ended_at, version)",
                        "('%s', '%s', '%s', '%2$s', '%2$s', 'won', toDateTime64('%3$s', 3, 'UTC') + INTERVAL 1 DAY, 1)"
                                .formatted(tenant, lead, at));
            }
        }
    }

    private static void waited(String tenant, String id, String startedAt, String endedAt) throws Exception {
        insert(
                "next_response (tenant, id, started_at, owner, ended_at, version)",
                "('%s', '%s', '%s', 'rep-1', %s, 1)"
                        .formatted(tenant, id, startedAt, endedAt == null ? "NULL" : "'" + endedAt + "'"));
    }

    private static void profile(String tenant, String body) throws Exception {
        insert(
                "policy (tenant, kind, id, version, effective_from, body)",
                "('" + tenant + "', 'tenant', 'profile', 1, '1970-01-01 00:00:00', '" + body + "')");
    }

    private static void insert(String into, String values) throws Exception {
        ask.text("INSERT INTO crm_store." + into + " VALUES " + values);
    }
}
