package dev.crmpulse.bench;

import dev.crmpulse.bench.rival.SalesFacts;
import dev.crmpulse.connectors.cloudevents.CloudEventParser;
import dev.crmpulse.connectors.cloudevents.IntakeRules;
import dev.crmpulse.connectors.cloudevents.ParsedEvent;
import dev.crmpulse.connectors.cloudevents.RecordPosition;
import dev.crmpulse.connectors.kafka.Topics;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.fact.FactChange;
import dev.crmpulse.engine.fact.TableType;
import dev.crmpulse.engine.policy.Policies;
import dev.crmpulse.engine.timeline.Timeline;
import dev.crmpulse.engine.timeline.TimelineProcessor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What crm-pulse's own folds make of deliveries, in the words of {@link SalesFacts}: what others are compared with. */
final class OwnFacts {
    private final CloudEventParser parser = new CloudEventParser(IntakeRules.replay());
    private final Map<EntityKey, List<CrmEvent>> histories = new HashMap<>();

    void take(byte[] json) {
        if (parser.parse(json, System.currentTimeMillis(), new RecordPosition(Topics.EVENTS, 0, 0))
                instanceof ParsedEvent parsed) {
            histories.computeIfAbsent(parsed.key(), key -> new ArrayList<>()).add(parsed.event());
        } else {
            throw new IllegalArgumentException("no event that crm-pulse takes in");
        }
    }

    /** All facts, by what they are about. */
    Map<String, String> facts() {
        Timeline timeline = BenchPath.THREE_HEAP.timelines().get(0);
        TimelineProcessor processor = new TimelineProcessor(timeline, Policies.NONE);
        Map<String, String> facts = new TreeMap<>();
        histories.forEach((key, events) -> processor
                .process(key, timeline.newState(), new ArrayList<>(events), Long.MIN_VALUE, List::of)
                .changes()
                .forEach(change -> describe(change, facts)));
        return facts;
    }

    private static void describe(FactChange change, Map<String, String> facts) {
        Row row = new Row(change.type(), change.after());
        switch (change.type().name()) {
            case "first_response" ->
                facts.put(
                        "first response of " + row.text("lead_id"),
                        SalesFacts.firstResponse(
                                row.time("started_at"), row.time("assigned_at"), row.time("ended_at")));
            case "stage_visit" ->
                facts.put(
                        "visit " + row.text("visit_no") + " of " + row.text("deal_id"),
                        SalesFacts.visit(row.text("stage"), row.time("started_at"), row.time("ended_at")));
            case "deal" ->
                facts.put(
                        "cycle of " + row.text("deal_id"),
                        SalesFacts.cycle(row.text("outcome"), row.time("started_at"), row.time("ended_at")));
            default -> throw new IllegalStateException("no rival states " + change.type());
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // rows are read, they are never compared
    private record Row(TableType<?> type, Object[] values) {
        private Object value(String column) {
            for (int i = 0; i < values.length; i++) {
                if (type.columns().get(i).name().equals(column)) {
                    return values[i];
                }
            }
            throw new IllegalArgumentException(type + " has no column " + column);
        }

        String text(String column) {
            return value(column).toString();
        }

        Long time(String column) {
            return (Long) value(column);
        }
    }
}
