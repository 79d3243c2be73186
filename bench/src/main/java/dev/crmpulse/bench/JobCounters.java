package dev.crmpulse.bench;

import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** Keeps the counters of the operators of jobs in this process, which Flink itself drops with the job. */
public final class JobCounters implements MetricReporter {
    /** Makes a cluster use it. */
    static final Map<String, String> OPTIONS = Map.of("metrics.reporter.bench.factory.class", Factory.class.getName());

    private static final Queue<Kept> KEPT = new ConcurrentLinkedQueue<>();

    private record Kept(String operator, String name, Counter counter) {}

    /** Flink makes reporters by their factory. */
    public static final class Factory implements MetricReporterFactory {
        @Override
        public MetricReporter createMetricReporter(Properties properties) {
            return new JobCounters();
        }
    }

    /** Begins anew. */
    static void forget() {
        KEPT.clear();
    }

    /** What all subtasks of the operators with such a name have counted so far. */
    static long sum(String operator, String name) {
        return KEPT.stream()
                .filter(kept -> kept.operator.endsWith(operator) && kept.name.equals(name))
                .mapToLong(kept -> kept.counter.getCount())
                .sum();
    }

    @Override
    public void open(MetricConfig config) {
        // nothing to open
    }

    @Override
    public void close() {
        // what was counted is read afterwards
    }

    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
        String operator = group.getAllVariables().get("<operator_name>");
        if (metric instanceof Counter counter && operator != null) {
            KEPT.add(new Kept(operator, name, counter));
        }
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
        // it is kept
    }
}
