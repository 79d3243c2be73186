package dev.crmpulse.jobs;

import dev.crmpulse.connectors.clickhouse.TableRow;
import dev.crmpulse.connectors.cloudevents.DeadLetter;
import dev.crmpulse.connectors.cloudevents.ParsedRecord;
import dev.crmpulse.engine.fact.FactChange;
import java.util.Map;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What the timelines make of deliveries.
 *
 * @param events everything that parsed
 * @param deadLetters what did not
 * @param changes changes of facts, by the name of their timeline, and of {@link TimelineJob#WINDOWS}
 * @param journals rows of event_key, ledger, late, progress and correction
 */
public record Streams(
        DataStream<ParsedRecord> events,
        DataStream<DeadLetter> deadLetters,
        Map<String, DataStream<FactChange>> changes,
        DataStream<TableRow> journals) {}
