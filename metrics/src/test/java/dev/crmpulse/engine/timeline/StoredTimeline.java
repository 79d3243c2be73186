package dev.crmpulse.engine.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.engine.event.Bytes;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.CrmEventCodec;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.event.TestEvent;
import dev.crmpulse.engine.fact.Column;
import dev.crmpulse.engine.fact.FactChange;
import dev.crmpulse.engine.move.Move;
import dev.crmpulse.engine.move.MoveGraph;
import dev.crmpulse.engine.move.MoveNode;
import dev.crmpulse.engine.move.MoveStatement;
import dev.crmpulse.engine.move.SharedHistory;
import dev.crmpulse.engine.policy.Policies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A timeline kept as a job keeps it: between two batches nothing but the bytes of heads and histories lives on. Applies
 * what is published and refuses a change whose {@code before} is not what was published.
 */
public final class StoredTimeline {
    private static final String FACT_SEPARATOR = " ";

    private final Map<EntityKey, Bytes> heads = new LinkedHashMap<>();
    private final Map<EntityKey, List<Bytes>> histories = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> published = new TreeMap<>();
    private final Map<String, Long> revisions = new TreeMap<>();
    private final Map<EntityKey, List<CrmEvent>> deliveries = new LinkedHashMap<>();
    private final Map<String, String> roots = new TreeMap<>();
    private final MoveGraph moves = new MoveGraph(new Nodes());
    private final Policies policies;
    private boolean movesHistories;
    private Timeline timeline;
    private long horizonMillis = Long.MIN_VALUE;
    private int refolds;

    public StoredTimeline(Timeline timeline) {
        this(timeline, Policies.NONE);
    }

    public StoredTimeline(Timeline timeline, Policies policies) {
        this.timeline = timeline;
        this.policies = policies;
    }

    /** Has merged leads evaluated together, and deals with the lead they came from, where the timeline has them. */
    public StoredTimeline movingHistories() {
        movesHistories = timeline.sharesHistories();
        return this;
    }

    /** Hands a batch in, key by key; returns what was evaluated. */
    public List<ProcessingResult> deliver(List<TestEvent> batch) {
        Map<EntityKey, List<CrmEvent>> byKey = new LinkedHashMap<>();
        for (TestEvent event : batch) {
            EntityKey key = timeline.keyOf(event.key(), event.subjectKey(), event.event());
            if (key != null) {
                deliveries.computeIfAbsent(key, unknown -> new ArrayList<>()).add(event.event());
                byKey.computeIfAbsent(rootOf(key), unknown -> new ArrayList<>()).add(event.event());
            }
        }
        List<ProcessingResult> results = new ArrayList<>();
        byKey.forEach((key, events) -> results.add(process(key, events)));
        if (movesHistories) {
            batch.forEach(event -> Stream.of(
                            MoveStatement.ofMerge(event.key(), event.event()),
                            MoveStatement.ofDeal(event.key(), event.event()))
                    .filter(statement -> statement != null
                            && (EntityKey.of("", statement.subject()).dealId().isEmpty()
                                    || !statement.into().isEmpty()))
                    .forEach(this::move));
        }
        return results;
    }

    private EntityKey rootOf(EntityKey key) {
        return EntityKey.of(key.tenant(), roots.getOrDefault(key.subject(), key.subject()));
    }

    private void move(MoveStatement statement) {
        try {
            for (Move move : moves.take(statement)) {
                EntityKey key = EntityKey.of(statement.tenant(), move.subject());
                EntityKey from = rootOf(key);
                roots.put(move.subject(), move.root());
                EntityKey to = rootOf(key);
                List<CrmEvent> moved = deliveries.getOrDefault(key, List.of());
                if (!from.equals(to) && !moved.isEmpty()) {
                    List<CrmEvent> left = history(from);
                    left.removeIf(event -> moved.stream().anyMatch(event::sameDelivery));
                    histories.put(from, new ArrayList<>());
                    remember(from, left);
                    refold(from);
                    process(to, new ArrayList<>(moved));
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void refold(EntityKey key) {
        TimelineState state = read(key);
        TimelineProcessor processor = processor(key);
        ProcessingResult result = processor.refold(key, state, List.of(), horizonMillis, history(key));
        finish(key, state, processor, result);
    }

    /** Raises the horizon; as in a job, it alone wakes those keys only whose timer is due. */
    public void raiseHorizon(long toMillis) {
        horizonMillis = Math.max(horizonMillis, toMillis);
        for (EntityKey key : List.copyOf(heads.keySet())) {
            if (read(key).timerAtMillis() <= horizonMillis) {
                process(key, new ArrayList<>());
            }
        }
    }

    /** Goes on with other folds on the same state, as a new release does. */
    public void goOnWith(Timeline newRelease) {
        timeline = newRelease;
    }

    /** What is published now: "fact id" to values by column. */
    public Map<String, Map<String, Object>> published() {
        return published;
    }

    /** What is published now of one fact type, in order of id. */
    public List<Map<String, Object>> published(String factName) {
        return published.entrySet().stream()
                .filter(fact -> fact.getKey().startsWith(factName + FACT_SEPARATOR))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** How often a history had to be read. */
    public int refolds() {
        return refolds;
    }

    /** What is known of a key. */
    public TimelineState read(EntityKey key) {
        Bytes bytes = heads.get(key);
        try {
            return bytes == null ? timeline.newState() : timeline.read(bytes.in());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private TimelineProcessor processor(EntityKey key) {
        return new TimelineProcessor(
                timeline, policies, key.leadId().isEmpty() ? HistoryReading.AS_THEY_ARE : new SharedHistory());
    }

    private ProcessingResult process(EntityKey key, List<CrmEvent> batch) {
        TimelineState state = read(key);
        TimelineProcessor processor = processor(key);
        ProcessingResult result = processor.process(key, state, batch, horizonMillis, () -> history(key));
        refolds += result.refolded() ? 1 : 0;
        finish(key, state, processor, result);
        return result;
    }

    private void finish(EntityKey key, TimelineState state, TimelineProcessor processor, ProcessingResult result) {
        state.timerSet(processor.nextDeadline(state));
        result.changes().forEach(change -> apply(key, change));
        remember(key, result.remembered());
        try {
            heads.put(key, Bytes.walked(out -> timeline.write(state, out)));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void remember(EntityKey key, List<CrmEvent> events) {
        List<Bytes> history = histories.computeIfAbsent(key, unknown -> new ArrayList<>());
        try {
            for (CrmEvent event : events) {
                history.add(Bytes.walked(out -> CrmEventCodec.write(event, out)));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private List<CrmEvent> history(EntityKey key) {
        List<CrmEvent> history = new ArrayList<>();
        for (Bytes bytes : histories.getOrDefault(key, List.of())) {
            try {
                history.add(CrmEventCodec.read(bytes.in()));
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
        return history;
    }

    private void apply(EntityKey key, FactChange change) {
        Map<String, Object> before = byColumn(change, change.before());
        Map<String, Object> after = byColumn(change, change.after());
        String fact = change.type().name() + FACT_SEPARATOR + (before == null ? after : before).get("id");
        assertThat(before).as("what was published of %s", fact).isEqualTo(published.get(fact));
        assertThat(after).as("a change of %s changes it", fact).isNotEqualTo(before);
        assertThat(change.revision()).as("revision of %s", fact).isGreaterThan(revisions.getOrDefault(key + fact, 0L));
        revisions.put(key + fact, change.revision());
        if (after == null) {
            published.remove(fact);
        } else {
            published.put(fact, after);
        }
    }

    private static Map<String, Object> byColumn(FactChange change, Object[] row) {
        if (row == null) {
            return null;
        }
        Map<String, Object> values = new LinkedHashMap<>();
        List<? extends Column<?>> columns = change.type().columns();
        for (int i = 0; i < row.length; i++) {
            values.put(columns.get(i).name(), row[i]);
        }
        return values;
    }

    private static final class Nodes implements MoveGraph.Nodes {
        private final Map<String, MoveNode> nodes = new TreeMap<>();

        @Override
        public MoveNode get(String subject) {
            return nodes.get(subject);
        }

        @Override
        public void put(String subject, MoveNode node) {
            nodes.put(subject, node);
        }
    }
}
