package dev.crmpulse.jobs.config;

import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import dev.crmpulse.connectors.kafka.KafkaEndpoint;
import dev.crmpulse.engine.timeline.Timeline;
import java.util.List;
import java.util.Set;

/**
 * What a live job works on.
 *
 * @param consumerGroup group under which offsets are committed, for lag monitoring, and name of the job's transactions
 * @param timelines at least one
 * @param tenants tenants that are known; empty where any is
 */
public record LiveConfig(
        KafkaEndpoint kafka,
        String consumerGroup,
        ClickHouseEndpoint clickHouse,
        List<Timeline> timelines,
        Set<String> tenants,
        EventTimeConfig eventTime) {
    public LiveConfig {
        timelines = List.copyOf(timelines);
        tenants = Set.copyOf(tenants);
    }
}
