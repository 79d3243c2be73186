package dev.crmpulse.soak.suite;

import dev.crmpulse.engine.policy.Policy;
import dev.crmpulse.simulator.crm.TenantProfile;
import dev.crmpulse.soak.cluster.ClusterSettings;
import dev.crmpulse.soak.cluster.ClusterSettings.Scheduling;
import dev.crmpulse.soak.cluster.FlinkCluster;
import dev.crmpulse.soak.cluster.LocalCluster;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * A live job on a cluster of processes, with a CRM that sends at a steady rate for minutes: what its TaskManagers hold in
 * memory does not grow, though the histories they know do.
 */
final class MemorySoak implements Soak {
    private static final ClusterSettings SETTINGS = new ClusterSettings(2, 1, Scheduling.FIXED, Duration.ofSeconds(2));
    private static final int EVENTS_PER_SECOND = 200;
    private static final long SEED = 17;
    /** The last quarter of the time may hold this much more than the second; in the first, caches fill. */
    private static final double GROWTH = 1.10;

    private static final double MEGABYTE = 1 << 20;

    private final int minutes;

    MemorySoak(int minutes) {
        this.minutes = minutes;
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public String shows() {
        return "a live job takes in " + EVENTS_PER_SECOND + " events/s for " + minutes
                + " minutes, and its memory stays flat";
    }

    @Override
    public boolean run(Sets sets, PrintStream out) throws Exception {
        if (!TestCluster.isPossible(out)) {
            return false;
        }
        try (TestCluster testCluster = TestCluster.open(SETTINGS, out)) {
            List<Policy> policies = new ArrayList<>(TenantProfile.asia().policies());
            policies.addAll(TenantProfile.europe().policies());
            testCluster.apply(policies);
            testCluster.submit(2, Optional.empty());
            List<Moment> moments = watch(testCluster, out);
            FigureTable table = new FigureTable(out);
            flat("live heap of the TaskManagers", moments, Moment::liveHeap, table);
            flat("memory of the TaskManagers' processes", moments, Moment::taskManagers, table);
            return table.allEqual();
        }
    }

    private List<Moment> watch(TestCluster testCluster, PrintStream out) throws Exception {
        out.printf(
                "%n%6s %10s %10s %12s %12s %12s %12s %12s %12s%n",
                "minute",
                "sent",
                "taken",
                "live heap",
                "TaskManagers",
                "JobManager",
                "ClickHouse",
                "broker",
                "checkpoint");
        List<Moment> moments = new ArrayList<>();
        try (SteadyCrm crm = new SteadyCrm(SimulatedPast.large(SEED), testCluster.publisher(), EVENTS_PER_SECOND)) {
            long startedNanos = System.nanoTime();
            for (int minute = 1; minute <= minutes; minute++) {
                long dueNanos = startedNanos + Duration.ofMinutes(minute).toNanos();
                Thread.sleep(Math.max(0, (dueNanos - System.nanoTime()) / 1_000_000));
                Moment moment = Moment.of(testCluster);
                moments.add(moment);
                out.printf(
                        Locale.ROOT,
                        "%6d %,10d %,10d %9.1f MB %9.1f MB %9.1f MB %9.1f MB %9.1f MB %9.1f MB%n",
                        minute,
                        crm.sent(),
                        testCluster.ask().number(TestCluster.TAKEN),
                        moment.liveHeap / MEGABYTE,
                        moment.taskManagers / MEGABYTE,
                        moment.jobManager / MEGABYTE,
                        moment.clickHouse / MEGABYTE,
                        moment.broker / MEGABYTE,
                        moment.checkpoint / MEGABYTE);
            }
        }
        return moments;
    }

    private static void flat(String name, List<Moment> moments, ToLongFunction<Moment> bytes, FigureTable table) {
        int quarter = moments.size() / 4;
        double before = median(moments.subList(quarter, 2 * quarter), bytes);
        double after = median(moments.subList(moments.size() - quarter, moments.size()), bytes);
        table.holds(
                String.format(
                        Locale.ROOT,
                        "%s flat: %.1f MB, later %.1f MB (%+.1f %%)",
                        name,
                        before / MEGABYTE,
                        after / MEGABYTE,
                        100 * (after / before - 1)),
                after <= GROWTH * before);
    }

    private static long median(List<Moment> moments, ToLongFunction<Moment> bytes) {
        return moments.stream().mapToLong(bytes).sorted().toArray()[moments.size() / 2];
    }

    /** What was held at one moment, bytes. */
    private record Moment(
            long liveHeap, long taskManagers, long jobManager, long clickHouse, long broker, long checkpoint) {
        static Moment of(TestCluster testCluster) throws IOException, InterruptedException {
            LocalCluster cluster = testCluster.cluster();
            FlinkCluster flink = cluster.flink();
            return new Moment(
                    ProcessMemory.live(flink.taskManagerPids()),
                    ProcessMemory.resident(flink.taskManagerPids()),
                    ProcessMemory.resident(List.of(flink.jobManagerPid())),
                    ProcessMemory.resident(List.of(cluster.clickHouseProcess().pid())),
                    ProcessMemory.resident(List.of(cluster.kafka().pid())),
                    size(testCluster));
        }

        /** A checkpoint is deleted as soon as there is a newer one: then that is looked at. */
        private static long size(TestCluster testCluster) throws IOException {
            while (true) {
                Optional<Path> checkpoint = testCluster.cluster().flink().newestCheckpoint(testCluster.job());
                if (checkpoint.isEmpty()) {
                    return 0;
                }
                try (Stream<Path> files = Files.walk(checkpoint.get())) {
                    return files.mapToLong(file -> file.toFile().length()).sum();
                } catch (UncheckedIOException | NoSuchFileException replaced) {
                    if (Files.exists(checkpoint.get())) {
                        throw replaced;
                    }
                }
            }
        }
    }
}
