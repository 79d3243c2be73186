package dev.crmpulse.engine.fact;

import java.util.List;

/**
 * The type of a table of what was received, published or refused; its rows never change.
 *
 * @param partitionTime position of the column by whose month the table is partitioned, {@link #UNPARTITIONED} if none
 */
public record JournalType<R>(
        String name, String comment, Deduplication repeats, int partitionTime, List<Column<R>> columns)
        implements TableType<R> {
    public static final int UNPARTITIONED = -1;

    public JournalType {
        columns = List.copyOf(columns);
    }
}
