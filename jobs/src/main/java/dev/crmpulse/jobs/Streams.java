package dev.crmpulse.jobs;

import dev.crmpulse.connectors.clickhouse.TableRow;
import dev.crmpulse.connectors.cloudevents.DeadLetter;
import dev.crmpulse.connectors.cloudevents.Delivery;
import dev.crmpulse.metrics.fact.FactChange;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What a timeline job makes of deliveries.
 *
 * @param events everything that parsed
 * @param deadLetters what did not
 * @param changes changes of facts
 * @param journals rows of ledger, late and progress
 */
public record Streams(
        DataStream<Delivery> events,
        DataStream<DeadLetter> deadLetters,
        DataStream<FactChange> changes,
        DataStream<TableRow> journals) {}
