package dev.crmpulse.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import dev.crmpulse.connectors.cloudevents.IntakeRules;
import dev.crmpulse.connectors.kafka.HorizonWatermarks;
import dev.crmpulse.connectors.kafka.KafkaEndpoint;
import dev.crmpulse.engine.policy.Policies;
import dev.crmpulse.engine.timeline.Retention;
import dev.crmpulse.jobs.policy.PolicyFeed;
import dev.crmpulse.metrics.catalogue.Timelines;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

class PipelineTest {
    @Test
    void everyOperatorHasAnIdentityOfItsOwnThatSavepointsRelyOn() {
        assertThat(operators())
                .extracting(StreamNode::getTransformationUID)
                .as("a renamed or lost identity loses the state of every savepoint taken before")
                .contains(
                        "source-events",
                        "route",
                        "event-rows",
                        "timeline-engagement",
                        "rows-engagement",
                        "timeline-customer",
                        "timeline-people",
                        "roll-up",
                        "rows-windows",
                        "source-dead-letters",
                        "dead-letter-rows")
                .doesNotContainNull()
                .doesNotHaveDuplicates();
    }

    @Test
    void noTypeIsLeftToTheGeneralSerializer() {
        Configuration strict = new Configuration();
        strict.set(PipelineOptions.GENERIC_TYPES, false);

        for (StreamNode operator : operators(strict)) {
            if (operator.getTypeSerializerOut() != null) {
                assertThat(operator.getTypeSerializerOut().getClass().getName())
                        .as(operator.getOperatorName())
                        .doesNotContain("Kryo");
            }
        }
    }

    @Test
    void whatIsOnePerJobRunsOnce() {
        assertThat(operators())
                .filteredOn(operator ->
                        List.of("source-dead-letters", "dead-letter-rows").contains(operator.getTransformationUID()))
                .allSatisfy(operator -> assertThat(operator.getParallelism()).isEqualTo(1));
    }

    private static Collection<StreamNode> operators() {
        return operators(new Configuration());
    }

    private static Collection<StreamNode> operators(Configuration configuration) {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(2);
        Pipeline.build(
                env,
                new PipelineConfig(
                        Origin.live(KafkaEndpoint.of("nowhere:9092")),
                        Origin.deadLetters(KafkaEndpoint.of("nowhere:9092")),
                        KafkaEndpoint.of("nowhere:9092"),
                        "crm-pulse",
                        new ClickHouseEndpoint("http://nowhere:8123", "default", "", ""),
                        1,
                        Timelines.ALL,
                        Retention.REPLAY,
                        HorizonWatermarks.ofReplay(),
                        PolicyFeed.of(Policies.NONE),
                        IntakeRules.replay(),
                        Duration.ofSeconds(1)));
        return env.getStreamGraph().getStreamNodes();
    }
}
