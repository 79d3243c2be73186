package dev.crmpulse.soak.suite;

import dev.crmpulse.soak.cluster.ClusterSettings;
import dev.crmpulse.soak.cluster.ClusterSettings.Scheduling;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * The broker dies with a reply that nobody has read, and stays away until long after the reply was due. No SLA is
 * broken by that, neither for the reply that lay there nor for one that the CRM could not send; and when time passes
 * again, silence breaks SLAs as ever.
 */
final class OutageSoak implements Soak {
    private static final ClusterSettings SETTINGS = new ClusterSettings(1, 2, Scheduling.FIXED, Duration.ofSeconds(1));
    private static final Duration SUPERVISOR = Duration.ofSeconds(30);
    private static final Duration ANOMALY = Duration.ofSeconds(40);
    private static final Duration SENDER_TRIES_EVERY = Duration.ofSeconds(10);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(30);
    private static final List<String> OPEN = List.of("owner reached", "supervisor open", "anomaly open");
    private static final List<String> KEPT = List.of("owner reached", "supervisor kept", "anomaly kept");
    private static final List<String> BROKEN = List.of("raised owner", "raised supervisor", "raised anomaly");

    private static final WatchedLead READ = new WatchedLead("reply-lay-unread");
    private static final WatchedLead HELD = new WatchedLead("reply-could-not-be-sent");
    private static final WatchedLead SILENT = new WatchedLead("nobody-answers");

    private final Duration outage;

    /** @param outage how long the broker is away, longer than the SLA */
    OutageSoak(Duration outage) {
        this.outage = outage;
    }

    @Override
    public String name() {
        return "outage";
    }

    @Override
    public String shows() {
        return "the broker is away for " + outage.toSeconds() + " s with a reply unread, and no SLA breaks by that";
    }

    @Override
    public boolean run(Sets sets, PrintStream out) throws Exception {
        if (!TestCluster.isPossible(out)) {
            return false;
        }
        FigureTable table = new FigureTable(out);
        try (TestCluster testCluster = TestCluster.open(SETTINGS, out)) {
            testCluster.apply(WatchedLead.sla(SUPERVISOR, ANOMALY));
            testCluster.submit(2, Optional.empty());
            new Run(testCluster, table, out).play(outage);
        }
        return table.allEqual();
    }

    /** One run, step by step. */
    private record Run(TestCluster testCluster, FigureTable table, PrintStream out) {
        void play(Duration outage) throws Exception {
            warmUp();
            Instant created = leadsComeIn();
            Instant answered = dieWithAReplyUnread();
            table.holds("the reply was sent in time", answered.isBefore(created.plus(SUPERVISOR)));
            endure(outage);
            table.holds("the reply was read by nobody", deliveries(READ) == 1);
            comeBack(answered);
            process();
            silenceBreaksAgain();
        }

        /** The first event meets a job that has started all its parts. */
        private void warmUp() throws Exception {
            WatchedLead first = new WatchedLead("first");
            testCluster.send(List.of(first.created(Instant.now())));
            await(
                    "the job has begun, and time passes",
                    () -> deliveries(first) == 1 && horizon().isAfter(Instant.EPOCH));
        }

        private Instant leadsComeIn() throws Exception {
            Instant created = Instant.now();
            testCluster.send(List.of(READ.created(created), HELD.created(created)));
            await(
                    "two leads come in and are read",
                    () -> states(READ).equals(OPEN) && states(HELD).equals(OPEN));
            step("they are to be answered until " + shown(created.plus(SUPERVISOR)));
            return created;
        }

        /** The TaskManager that comes next meets no broker. */
        private Instant dieWithAReplyUnread() throws Exception {
            testCluster.cluster().flink().killTaskManager();
            Instant answered = Instant.now();
            testCluster.send(List.of(READ.answered(answered)));
            testCluster.cluster().kafka().kill();
            step("TaskManager killed; one reply, of " + shown(answered) + ", written to Kafka; broker killed");
            testCluster.cluster().flink().startTaskManager();
            return answered;
        }

        private void endure(Duration outage) throws Exception {
            Instant gone = Instant.now();
            while (Instant.now().isBefore(gone.plus(outage))) {
                Thread.sleep(LOOK_EVERY.toMillis());
                step(String.format(
                        Locale.ROOT,
                        "broker away for %d s: job %s, clocks %s, %d breaches in the table",
                        Duration.between(gone, Instant.now()).toSeconds(),
                        testCluster.cluster().flink().status(testCluster.job()),
                        states(READ),
                        breaches()));
            }
        }

        private void comeBack(Instant answered) throws Exception {
            testCluster.cluster().kafka().start();
            step("the broker is back");
            Thread.sleep(SENDER_TRIES_EVERY.toMillis());
            testCluster.send(List.of(HELD.answered(answered)));
            step("the CRM tries again to send the reply that it held");
            await("both replies are read", () -> deliveries(READ) == 2 && deliveries(HELD) == 2);
            Instant back = Instant.now();
            await("time has come further than both were due", () -> horizon().isAfter(back));
        }

        private void process() throws Exception {
            for (WatchedLead lead : List.of(READ, HELD)) {
                table.holds(lead.id() + ": clocks " + states(lead), states(lead).equals(KEPT));
                table.holds(
                        lead.id() + ": published on the topic " + heard(lead),
                        heard(lead).stream().allMatch(alert -> alert.endsWith(" owner")));
            }
            table.holds("no breach was ever written", breaches() == 0);
        }

        private void silenceBreaksAgain() throws Exception {
            testCluster.send(List.of(SILENT.created(Instant.now())));
            await("a lead that nobody answers breaches", () -> heard(SILENT).size() >= BROKEN.size());
            table.holds(
                    "silence breaks an SLA again: " + heard(SILENT),
                    heard(SILENT).equals(BROKEN));
        }

        private void await(String what, Callable<Boolean> holds) throws Exception {
            try (SlowLine line = SlowLine.begin(out, what)) {
                line.await(TestCluster.TIMEOUT, what, holds);
                line.endInTime("yes,");
            }
        }

        private void step(String what) {
            out.println(shown(Instant.now()) + "  " + what);
        }

        private static String shown(Instant moment) {
            return moment.truncatedTo(ChronoUnit.SECONDS).toString();
        }

        /** Each level of the SLA with its state. */
        private List<String> states(WatchedLead lead) throws SQLException {
            return testCluster
                    .ask()
                    .lines("SELECT concat(level, ' ', state) FROM crm.sla_clock WHERE " + ofSla() + " AND lead_id = '"
                            + lead.id() + "' ORDER BY level_no");
        }

        private long breaches() {
            return testCluster
                    .ask()
                    .number("SELECT count() FROM crm_store.alert WHERE " + ofSla()
                            + " AND level != 'owner' AND entity_id IN ('" + READ.id() + "', '" + HELD.id() + "')");
        }

        private static String ofSla() {
            return "tenant = '" + WatchedLead.TENANT + "' AND sla = '" + WatchedLead.SLA + "'";
        }

        private long deliveries(WatchedLead lead) {
            return testCluster
                    .ask()
                    .number("SELECT count() FROM crm.event WHERE tenant = '" + WatchedLead.TENANT
                            + "' AND root = 'lead/" + lead.id() + "'");
        }

        private Instant horizon() {
            return Instant.ofEpochMilli(testCluster
                    .ask()
                    .number("SELECT toUnixTimestamp64Milli(max(horizon)) FROM crm.progress"
                            + " WHERE timeline = 'engagement'"));
        }

        private List<String> heard(WatchedLead lead) {
            return AlertStatement.heard(
                    AlertStatement.onTopic(testCluster.cluster().kafka().endpoint()), lead);
        }
    }
}
