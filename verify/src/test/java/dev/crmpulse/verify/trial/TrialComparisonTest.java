package dev.crmpulse.verify.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.crmpulse.connectors.cloudevents.CloudEventParser;
import dev.crmpulse.connectors.cloudevents.IntakeRules;
import dev.crmpulse.connectors.cloudevents.ParsedEvent;
import dev.crmpulse.connectors.cloudevents.RecordPosition;
import dev.crmpulse.connectors.policy.PolicyFile;
import dev.crmpulse.connectors.policy.ShippedPolicies;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.policy.Policies;
import dev.crmpulse.metrics.catalogue.Timelines;
import dev.crmpulse.verify.trial.TrialReport.FamilyLine;
import dev.crmpulse.verify.trial.TrialReport.SlaGroup;
import dev.crmpulse.verify.trial.TrialReport.SlaLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of histories that come out otherwise by other policies. */
class TrialComparisonTest {
    private static final Policies IN_FORCE = Policies.of(ShippedPolicies.all());
    private static final Instant HORIZON = Instant.parse("2026-04-30T00:00:00Z");
    private static final String SLA = "first-response";
    private static final SlaGroup MARCH = new SlaGroup("t", YearMonth.of(2026, 3), "north", SLA, "supervisor");
    private static final SlaGroup APRIL = new SlaGroup("t", YearMonth.of(2026, 4), "south", SLA, "supervisor");

    @TempDir
    Path directory;

    /** The supervisor's level at half an hour instead of two. */
    private Policies tried(Instant since) throws IOException {
        Path file = Files.writeString(directory.resolve("half-an-hour.yaml"), """
                kind: sla
                id: first-response
                version: 2
                effective_from: 2099-01-01
                entity: lead
                start: {type: crm.lead.created}
                stop: {interaction: answer}
                cancel: {type: [crm.lead.disqualified, crm.lead.merged, crm.lead.deleted]}
                calendar: literal
                episodes: once
                levels:
                  - {name: owner, target: 0 h}
                  - {name: supervisor, target: 30 min}
                  - {name: anomaly, target: 4 h}
                """);
        return PolicyFile.readTried(List.of(file), IN_FORCE, since);
    }

    @Test
    void keptAndBrokenAreCountedByMonthTeamAndLevelAsBothPoliciesSay() throws IOException {
        TrialReport report = compare(Instant.EPOCH);

        // of March: answered after 10 min, 30 min to the second, 45 min, 1 h, 3 h, never; of April: after 90 min
        assertThat(report.slas())
                .filteredOn(line -> line.group().level().equals("supervisor"))
                .containsExactly(
                        new SlaLine(MARCH, new KeptCounts(4, 2), new KeptCounts(2, 4)),
                        new SlaLine(APRIL, new KeptCounts(1, 0), new KeptCounts(0, 1)));
        // 4 h are 4 h by both: only who was never answered is late; a notice is neither kept nor broken
        assertThat(report.slas())
                .filteredOn(line -> !line.group().level().equals("supervisor"))
                .extracting(line -> line.group().level(), SlaLine::now, SlaLine::tried)
                .containsExactly(
                        tuple("anomaly", new KeptCounts(5, 1), new KeptCounts(5, 1)),
                        tuple("anomaly", new KeptCounts(1, 0), new KeptCounts(1, 0)));
        // 5 of 7, and 2 of 7
        assertThat(report.totals().get(0))
                .isEqualTo(new SlaLine(
                        new SlaGroup("", null, "", SLA, "supervisor"), new KeptCounts(5, 2), new KeptCounts(2, 5)));
        assertThat(report.totals().get(0).difference()).isCloseTo(-300 / 7.0, within(1e-9));
    }

    @Test
    void factsDifferThatSayMoreThanWhichPolicyEvaluatedThem() throws IOException {
        TrialReport report = compare(Instant.EPOCH);

        // seven leads, of each the level whose deadline is another one; all others name version 2 and are what they
        // were
        assertThat(report.families())
                .filteredOn(FamilyLine::isChanged)
                .singleElement()
                .satisfies(clocks -> {
                    assertThat(clocks.fact()).isEqualTo("sla_clock");
                    assertThat(clocks.different()).isEqualTo(7);
                    assertThat(clocks.onlyNow()).isZero();
                    assertThat(clocks.onlyTried()).isZero();
                    assertThat(clocks.now()).isEqualTo(clocks.tried());
                });
    }

    @Test
    void whatBeganBeforeIsEvaluatedAsItWasAndNotCounted() throws IOException {
        TrialReport report = compare(Instant.parse("2026-04-01T00:00:00Z"));

        assertThat(report.slas())
                .filteredOn(line -> line.group().level().equals("supervisor"))
                .containsExactly(new SlaLine(APRIL, new KeptCounts(1, 0), new KeptCounts(0, 1)));
        assertThat(report.families())
                .filteredOn(FamilyLine::isChanged)
                .singleElement()
                .extracting(FamilyLine::different)
                .isEqualTo(1L);
    }

    @Test
    void anSlaThatIsLeftOutHasFactsByTheOtherPoliciesAlone() throws IOException {
        Path file = Files.writeString(directory.resolve("none.yaml"), """
                {kind: sla, id: first-response, version: 2, effective_from: 2099-01-01, entity: lead, calendar: literal, episodes: once, levels: []}
                """);
        TrialReport report = compare(PolicyFile.readTried(List.of(file), IN_FORCE, Instant.EPOCH), Instant.EPOCH);

        assertThat(report.totals()).extracting(SlaLine::tried).isNotEmpty().containsOnly(KeptCounts.NONE);
        assertThat(report.totals())
                .allSatisfy(line -> assertThat(line.difference()).isNaN());
        // seven leads with three levels
        assertThat(report.families())
                .filteredOn(FamilyLine::isChanged)
                .singleElement()
                .extracting(FamilyLine::onlyNow)
                .isEqualTo(21L);
    }

    private TrialReport compare(Instant since) throws IOException {
        return compare(tried(since), since);
    }

    private static TrialReport compare(Policies tried, Instant since) {
        Teams teams = new Teams()
                .add("t", "anna", 0, "north")
                .add("t", "anna", Instant.parse("2026-04-01T00:00:00Z").toEpochMilli(), "south");
        TrialComparison comparison = new TrialComparison(IN_FORCE, tried, since, teams);
        add(comparison, "L1", "2026-03-02T09:00:00Z", "2026-03-02T09:10:00Z");
        add(comparison, "L2", "2026-03-02T09:00:00Z", "2026-03-02T09:30:00Z");
        add(comparison, "L3", "2026-03-02T09:00:00Z", "2026-03-02T09:45:00Z");
        add(comparison, "L4", "2026-03-02T09:00:00Z", "2026-03-02T12:00:00Z");
        add(comparison, "L5", "2026-03-02T09:00:00Z", "");
        add(comparison, "L6", "2026-04-02T09:00:00Z", "2026-04-02T10:30:00Z");
        // nobody's for 40 minutes
        add(comparison, "L7", "2026-03-03T09:00:00Z", "2026-03-03T09:40:00Z", "2026-03-03T10:00:00Z");
        return comparison.report(new TrialReport.Published(List.of(), false));
    }

    private static void add(TrialComparison comparison, String lead, String created, String answered) {
        add(comparison, lead, created, created, answered);
    }

    private static void add(TrialComparison comparison, String lead, String created, String assigned, String answered) {
        List<CrmEvent> deliveries = new ArrayList<>();
        deliveries.add(event(lead, "lead.created", created));
        deliveries.add(event(lead, "lead.assigned", assigned));
        if (!answered.isEmpty()) {
            deliveries.add(event(lead, "message.sent", answered));
            // a delivery that comes twice counts once
            deliveries.add(event(lead, "message.sent", answered));
        }
        comparison.add(
                Timelines.ENGAGEMENT, EntityKey.of("t", "lead/" + lead), false, deliveries, HORIZON.toEpochMilli());
    }

    private static CrmEvent event(String lead, String type, String time) {
        String json = "{\"specversion\":\"1.0\",\"tenant\":\"t\",\"source\":\"crm\",\"id\":\"" + lead + type
                + "\",\"type\":\"crm." + type + "\",\"subject\":\"lead/" + lead + "\",\"time\":\"" + time
                + "\",\"actor\":\"anna\",\"actortype\":\"human\",\"data\":{\"owner\":\"anna\"}}";
        return ((ParsedEvent) new CloudEventParser(IntakeRules.replay())
                        .parse(
                                json.getBytes(StandardCharsets.UTF_8),
                                Long.MAX_VALUE / 2,
                                new RecordPosition("event", 0, 0)))
                .event();
    }
}
