package org.apache.flink.metrics.prometheus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** Makes {@link LoopbackPrometheusReporter} from the setting {@code port}; Flink finds it as a service. */
public final class LoopbackPrometheusReporterFactory implements MetricReporterFactory {
    @Override
    public LoopbackPrometheusReporter createMetricReporter(Properties properties) {
        int port = Integer.parseInt(properties.getProperty("port"));
        try {
            return new LoopbackPrometheusReporter(port);
        } catch (IOException failure) {
            throw new UncheckedIOException("port " + port + " cannot be taken for Prometheus", failure);
        }
    }
}
