package dev.crmpulse.connectors.clickhouse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which batches of a commit are inserted together. A part costs the server more than the few rows that a live job has for a
 * table in two seconds, so small batches of a table, of all subtasks and months, are one insert. Those with a token are not: the
 * token is that of the batch, and after a restart the batches of a commit may be divided among committers in another way.
 */
final class BatchGroups {
    private static final int MOST_BYTES = 1 << 20;

    /** ClickHouse refuses inserts into more than a hundred partitions; a batch is of one. */
    private static final int MOST_BATCHES = 64;

    private record Target(String table, String columns) {}

    private final Map<Target, List<InsertBatch>> open = new LinkedHashMap<>();
    private final List<List<InsertBatch>> groups = new ArrayList<>();

    private BatchGroups() {}

    /** All the batches, each in one group. */
    static List<List<InsertBatch>> of(List<InsertBatch> batches) {
        BatchGroups made = new BatchGroups();
        batches.forEach(made::add);
        made.groups.addAll(made.open.values());
        return made.groups;
    }

    private void add(InsertBatch batch) {
        if (!batch.token().isEmpty()) {
            groups.add(List.of(batch));
            return;
        }
        Target target = new Target(batch.table(), batch.columns());
        List<InsertBatch> group = open.get(target);
        if (group != null && !hasRoomFor(group, batch)) {
            groups.add(group);
            group = null;
        }
        if (group == null) {
            group = new ArrayList<>();
            open.put(target, group);
        }
        group.add(batch);
    }

    private static boolean hasRoomFor(List<InsertBatch> group, InsertBatch batch) {
        int bytes = batch.lz4().length;
        for (InsertBatch each : group) {
            bytes += each.lz4().length;
        }
        return group.size() < MOST_BATCHES && bytes <= MOST_BYTES;
    }
}
