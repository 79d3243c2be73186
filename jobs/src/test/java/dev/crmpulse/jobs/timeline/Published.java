package dev.crmpulse.jobs.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.connectors.clickhouse.TableRow;
import dev.crmpulse.engine.fact.FactChange;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What readers see: the net of all changes, and beside it the rows a replacing table would keep of them. Refuses a
 * change that does not start from what was published.
 */
final class Published {
    private static final long DAY_MILLIS = 86_400_000L;

    /** The newest row under a key of the table: day of the start, then id. */
    private record Kept(long revision, boolean deleted, Row row) {}

    private final Map<String, Row> facts = new TreeMap<>();
    private final Map<String, Kept> table = new HashMap<>();

    /** Takes in the changes of one checkpoint. */
    void commit(Collection<FactChange> changes) {
        for (FactChange change : changes) {
            Row before = Row.of(change.type(), change.before());
            Row after = Row.of(change.type(), change.after());
            String id = before == null ? after.id() : before.id();
            assertThat(before).as("what was published of %s", id).isEqualTo(facts.get(id));
            assertThat(after).as("a change of %s changes it", id).isNotEqualTo(before);
            if (after == null) {
                facts.remove(id);
            } else {
                facts.put(id, after);
            }
            TableRow.of(change, this::insert);
        }
    }

    Map<String, Row> facts() {
        return facts;
    }

    /** The one fact of this type. */
    Row only(String type) {
        return facts.values().stream()
                .filter(fact -> fact.table().equals(type))
                .collect(Collectors.collectingAndThen(Collectors.toList(), found -> {
                    assertThat(found).as(type).hasSize(1);
                    return found.get(0);
                }));
    }

    /** What the table shows; a ghost row or a lost one makes it differ from the facts. */
    Map<String, Row> rows() {
        Map<String, Row> rows = new TreeMap<>();
        for (Kept kept : table.values()) {
            if (!kept.deleted()) {
                assertThat(rows.put(kept.row().id(), kept.row()))
                        .as("a second row of %s", kept.row().id())
                        .isNull();
            }
        }
        return rows;
    }

    private void insert(TableRow inserted) {
        Row row = Row.of(inserted.type(), inserted.values());
        long day = Math.floorDiv((Long) row.get("started_at"), DAY_MILLIS);
        Kept kept = new Kept(inserted.revision(), inserted.kind() == TableRow.Kind.TOMBSTONE, row);
        table.merge(day + " " + row.id(), kept, (a, b) -> b.revision() >= a.revision() ? b : a);
    }
}
