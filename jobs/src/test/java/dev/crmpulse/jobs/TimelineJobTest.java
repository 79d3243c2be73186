package dev.crmpulse.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.connectors.clickhouse.TableRow;
import dev.crmpulse.connectors.cloudevents.ClockTick;
import dev.crmpulse.connectors.cloudevents.CloudEventParser;
import dev.crmpulse.connectors.cloudevents.DeadLetter;
import dev.crmpulse.connectors.cloudevents.IntakeRules;
import dev.crmpulse.connectors.cloudevents.ParsedRecord;
import dev.crmpulse.connectors.cloudevents.RecordPosition;
import dev.crmpulse.engine.fact.Column;
import dev.crmpulse.engine.fact.FactChange;
import dev.crmpulse.engine.policy.Policies;
import dev.crmpulse.engine.timeline.Retention;
import dev.crmpulse.jobs.policy.PolicyFeed;
import dev.crmpulse.jobs.record.ParsedRecordSerializer;
import dev.crmpulse.metrics.catalogue.Timelines;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole job of a timeline on a small Flink, with lists for its ends. */
class TimelineJobTest {
    private static final long ARRIVED = 1_772_359_205_000L; // 2026-03-01T10:00:05Z

    @Test
    @Timeout(60)
    void deliveriesBecomeFactsRowsLettersAndCounts() throws Exception {
        List<ParsedRecord> deliveries = List.of(
                event("deal", "crm.deal.created", "deal/D-1", "10:00:02", "{\"lead_id\":\"L-1\",\"stage\":\"demo\"}"),
                event("answer", "crm.message.sent", "lead/L-1", "10:00:03", "{}"),
                event("lead", "crm.lead.created", "lead/L-1", "10:00:01", "{}"),
                event("lead", "crm.lead.created", "lead/L-1", "10:00:01", "{}"),
                event("other", "crm.lead.created", "lead/L-2", "10:00:01", "{}"),
                parsed("{\"id\":\"broken\"}"),
                new ClockTick(ARRIVED));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2);
        Streams streams = TimelineJob.define(
                env.fromData(ParsedRecordSerializer.TYPE, deliveries.toArray(new ParsedRecord[0])),
                Timelines.ALL,
                Retention.REPLAY,
                PolicyFeed.of(Policies.NONE));
        try (CloseableIterator<ParsedRecord> events = streams.events().collectAsync();
                CloseableIterator<DeadLetter> letters = streams.deadLetters().collectAsync();
                CloseableIterator<FactChange> changes =
                        streams.changes().get("engagement").collectAsync();
                CloseableIterator<TableRow> journals = streams.journals().collectAsync()) {
            env.execute();

            assertThat(list(events)).hasSize(5);
            assertThat(list(letters)).singleElement().satisfies(letter -> assertThat(letter.reason())
                    .isEqualTo("no source"));
            assertThat(list(changes))
                    .extracting(change -> change.type().name())
                    .containsExactlyInAnyOrder(
                            "first_response", "first_response", "customer_reply", "stage_visit", "deal", "activity");
            List<TableRow> rows = list(journals);
            assertThat(rows).extracting(row -> row.type().name()).containsOnly("ledger", "intake");
            assertThat(sum(rows, "ledger", "delivered")).isEqualTo(5);
            assertThat(sum(rows, "ledger", "accepted"))
                    .as("one of the five is a repeat")
                    .isEqualTo(4);
            assertThat(sum(rows, "intake", "read")).isEqualTo(6);
            assertThat(sum(rows, "intake", "unreadable")).isEqualTo(1);
        }
    }

    private static long sum(List<TableRow> rows, String table, String column) {
        return rows.stream()
                .filter(row -> row.type().name().equals(table))
                .mapToLong(row -> (Long) row.values()[columns(row).indexOf(column)])
                .sum();
    }

    private static List<String> columns(TableRow row) {
        return row.type().columns().stream().map(Column::name).toList();
    }

    private static ParsedRecord event(String id, String type, String subject, String time, String data) {
        return parsed("{\"id\":\"" + id + "\",\"source\":\"s\",\"type\":\"" + type + "\",\"subject\":\"" + subject
                + "\",\"tenant\":\"acme\",\"time\":\"2026-03-01T" + time + "Z\",\"actor\":\"rep-1\","
                + "\"actortype\":\"human\",\"data\":" + data + "}");
    }

    private static ParsedRecord parsed(String json) {
        return new CloudEventParser(IntakeRules.replay())
                .parse(json.getBytes(StandardCharsets.UTF_8), ARRIVED, new RecordPosition("crm.events", 0, 0));
    }

    private static <T> List<T> list(Iterator<T> iterator) {
        List<T> list = new ArrayList<>();
        iterator.forEachRemaining(list::add);
        return list;
    }
}
