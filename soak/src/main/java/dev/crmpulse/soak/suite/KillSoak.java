package dev.crmpulse.soak.suite;

import dev.crmpulse.engine.policy.Policy;
import dev.crmpulse.simulator.crm.SimulatedEvent;
import dev.crmpulse.simulator.crm.TenantProfile;
import dev.crmpulse.soak.chaos.StartKills;
import dev.crmpulse.soak.cluster.ClusterSettings;
import dev.crmpulse.soak.cluster.ClusterSettings.Scheduling;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A live job on a cluster of processes, which are killed in turn at random moments while all of it starts, then while a CRM
 * goes on sending: TaskManager,
 * broker, ClickHouse, and JobManager, whose job is then submitted again from the last checkpoint. After each kill a lead of
 * now comes in that nobody answers: it shows when figures are fresh again, and what it raises must be heard once. The last
 * kill leaves the broker away for longer than its clients wait.
 */
final class KillSoak implements Soak {
    private static final ClusterSettings SETTINGS = new ClusterSettings(2, 1, Scheduling.FIXED, Duration.ofSeconds(1));
    static final int SUBTASKS = 2;
    private static final List<ClusterVictim> IN_TURN = List.of(
            ClusterVictim.TASK_MANAGER, ClusterVictim.BROKER, ClusterVictim.CLICKHOUSE, ClusterVictim.JOB_MANAGER);
    private static final List<ClusterVictim> WHILE_STARTING =
            List.of(ClusterVictim.BROKER, ClusterVictim.TASK_MANAGER, ClusterVictim.BROKER);
    private static final int START_KILLS = 5;
    /** Processes start one after another: some 20 s until the tables are made, and 10 s until the job is accepted. */
    private static final Duration LONGEST_CLICKHOUSE_PAUSE = Duration.ofSeconds(12);

    private static final Duration LONGEST_START_PAUSE = Duration.ofMillis(1500);
    private static final ClusterVictim LAST = ClusterVictim.BROKER_FOR_LONG;
    private static final int EVENTS_PER_SECOND = 200;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);
    private static final List<String> RAISED = List.of("raised owner", "raised supervisor", "raised anomaly");

    private final long seed;
    private final int kills;

    /** @param seed of what the CRM sends, and of the moments of the kills; printed, so that a failure can be run again */
    KillSoak(long seed, int kills) {
        this.seed = seed;
        this.kills = kills;
    }

    @Override
    public String name() {
        return "kill";
    }

    @Override
    public String shows() {
        return kills
                + " kills of TaskManager, broker, ClickHouse and JobManager under a live job leave the same facts and"
                + " alerts, each once";
    }

    @Override
    public boolean run(Sets sets, PrintStream out) throws Exception {
        if (!TestCluster.isPossible(out)) {
            return false;
        }
        out.println("seed " + seed);
        FigureTable table = new FigureTable(out);
        List<SimulatedEvent> sent;
        FactDigest disturbed;
        try (TestCluster testCluster = beginUnderKills(out)) {
            Recoveries recoveries = new Recoveries();
            sent = disturb(testCluster, out, recoveries);
            recoveries.print(out);
            disturbed = settled(testCluster, sent, out);
            table.holds(
                    "the topic holds what was sent, in order",
                    RecordedEvents.stand(sent, testCluster.cluster().kafka().endpoint()));
            table.holds("every event is in its table once", testCluster.ask().number(TestCluster.TAKEN) == sent.size());
            checkAlerts(testCluster, table);
        }
        out.println("the same events once more, and nothing is killed");
        try (TestCluster testCluster = begin(out)) {
            testCluster.send(sent);
            List<String> differences = settled(testCluster, sent, out).differences(disturbed);
            differences.forEach(difference -> out.println("DIFFERENT " + difference));
            table.holds("facts, counts and standing alerts are equal", differences.isEmpty());
        }
        return table.allEqual();
    }

    /** ClickHouse dies while it, its first tables and the job come to be, then broker and TaskManager before it has begun. */
    private TestCluster beginUnderKills(PrintStream out) throws Exception {
        Path directory = Files.createTempDirectory("crm-pulse-cluster");
        try (StartKills starting = StartKills.begin(directory, seed, START_KILLS, LONGEST_CLICKHOUSE_PAUSE)) {
            TestCluster testCluster = submitted(TestCluster.open(directory, SETTINGS, out));
            try {
                Random random = new Random(~seed);
                for (ClusterVictim victim : WHILE_STARTING) {
                    Thread.sleep(random.nextInt((int) LONGEST_START_PAUSE.toMillis()));
                    victim.kill(testCluster);
                    victim.replace(testCluster);
                    out.println("killed " + victim + " while the job was starting");
                }
                starting.done().forEach(kill -> out.println("killed " + kill));
                return testCluster;
            } catch (Exception failure) {
                testCluster.close();
                throw failure;
            }
        }
    }

    private TestCluster begin(PrintStream out) throws Exception {
        return submitted(TestCluster.open(SETTINGS, out));
    }

    private static TestCluster submitted(TestCluster testCluster) throws Exception {
        try {
            List<Policy> policies = new ArrayList<>(WatchedLead.sla(Duration.ofSeconds(4), Duration.ofSeconds(8)));
            policies.addAll(TenantProfile.asia().policies());
            policies.addAll(TenantProfile.europe().policies());
            testCluster.apply(policies);
            testCluster.submit(SUBTASKS, Optional.empty());
            return testCluster;
        } catch (Exception failure) {
            testCluster.close();
            throw failure;
        }
    }

    private List<SimulatedEvent> disturb(TestCluster testCluster, PrintStream out, Recoveries recoveries)
            throws Exception {
        Random random = new Random(seed);
        try (SteadyCrm crm = new SteadyCrm(SimulatedPast.large(seed), testCluster.publisher(), EVENTS_PER_SECOND)) {
            try (SlowLine line = SlowLine.begin(out, "waiting for the first figures")) {
                line.await(
                        TestCluster.TIMEOUT,
                        "the first figures",
                        () -> testCluster.ask().number(TestCluster.TAKEN) > 0);
                line.endInTime("there");
            }
            for (int number = 1; number <= kills; number++) {
                Thread.sleep(random.nextInt((int) LONGEST_PAUSE.toMillis()));
                ClusterVictim victim = number == kills ? LAST : IN_TURN.get((number - 1) % IN_TURN.size());
                String begun = String.format(
                        Locale.ROOT, "kill %2d of %d  %-13s at %,8d events", number, kills, victim, crm.sent());
                try (SlowLine line = SlowLine.begin(out, begun)) {
                    Duration untilFresh = strike(victim, watched(number), testCluster, crm, line);
                    recoveries.add(victim, untilFresh);
                    line.end(String.format(Locale.ROOT, "fresh again after %.1f s", Recoveries.seconds(untilFresh)));
                }
            }
            return crm.end();
        }
    }

    private static Duration strike(
            ClusterVictim victim, WatchedLead lead, TestCluster testCluster, SteadyCrm crm, SlowLine line)
            throws Exception {
        victim.kill(testCluster);
        long killedNanos = System.nanoTime();
        CompletableFuture<Void> replaced = CompletableFuture.runAsync(() -> replace(victim, testCluster));
        crm.send(lead.created(Instant.now()));
        String question = "SELECT count() FROM crm.event WHERE tenant = '" + WatchedLead.TENANT + "' AND key = 'lead/"
                + lead.id() + "'";
        line.await(TestCluster.TIMEOUT, "that figures are fresh again", () -> {
            if (replaced.isCompletedExceptionally()) {
                replaced.join();
            }
            return testCluster.ask().number(question) > 0;
        });
        Duration untilFresh = Duration.ofNanos(System.nanoTime() - killedNanos);
        replaced.join();
        return untilFresh;
    }

    private static void replace(ClusterVictim victim, TestCluster testCluster) {
        try {
            victim.replace(testCluster);
        } catch (Exception failure) {
            throw new CompletionException("the " + victim + " could not be replaced", failure);
        }
    }

    /** What everything says when all was taken in and the last watched lead was given up. */
    private FactDigest settled(TestCluster testCluster, List<SimulatedEvent> sent, PrintStream out) throws Exception {
        try (SlowLine line =
                SlowLine.begin(out, String.format(Locale.ROOT, "waiting for %,d deliveries", sent.size()))) {
            testCluster.awaitTaken(line, sent.size());
            line.await(
                    TestCluster.TIMEOUT,
                    "that silence was heard of every watched lead",
                    () -> testCluster
                                    .ask()
                                    .number("SELECT uniqExact(entity_id) FROM crm.alert WHERE tenant = '"
                                            + WatchedLead.TENANT + "' AND sla = '" + WatchedLead.SLA
                                            + "' AND level = 'anomaly'")
                            == kills);
            line.endInTime("taken in, and silence heard");
        }
        return testCluster.settledFacts();
    }

    private void checkAlerts(TestCluster testCluster, FigureTable table) throws Exception {
        List<AlertStatement> onTopic =
                AlertStatement.onTopic(testCluster.cluster().kafka().endpoint());
        List<String> texts = onTopic.stream().map(AlertStatement::toString).toList();
        List<String> written = testCluster.ask().lines("SELECT " + AlertStatement.AS_TEXT + " FROM crm.alert");
        List<String> sent =
                testCluster.ask().lines("SELECT " + AlertStatement.AS_TEXT + " FROM crm.alert WHERE delivery = 'sent'");
        table.holds(
                String.format(Locale.ROOT, "%,d statements on the topic, none twice", texts.size()),
                new HashSet<>(texts).size() == texts.size());
        table.holds(
                String.format(Locale.ROOT, "%,d statements in the table, none twice", written.size()),
                new HashSet<>(written).size() == written.size());
        table.holds(
                "topic and table say the same",
                texts.stream().sorted().toList().equals(sent.stream().sorted().toList()));
        boolean eachOnce = true;
        for (int number = 1; number <= kills; number++) {
            List<String> heard = AlertStatement.heard(onTopic, watched(number));
            eachOnce &= heard.equals(RAISED);
            if (!heard.equals(RAISED)) {
                table.holds("alerts after kill " + number + " were " + heard + " and", false);
            }
        }
        table.holds(String.format(Locale.ROOT, "%d unanswered leads, 3 alerts each in order", kills), eachOnce);
    }

    private static WatchedLead watched(int kill) {
        return new WatchedLead(String.format(Locale.ROOT, "after-kill-%02d", kill));
    }
}
