package dev.crmpulse.connectors.clickhouse;

import dev.crmpulse.engine.fact.FactChange;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.fact.JournalType;
import dev.crmpulse.engine.fact.TableType;
import java.util.function.Consumer;

/**
 * A row on its way to ClickHouse.
 *
 * @param values in the order of the type's columns
 * @param revision of the row's key; 0 for journals
 */
@SuppressWarnings("ArrayRecordComponent") // rows travel, they are never compared
public record TableRow(TableType<?> type, Object[] values, long revision, Kind kind) {
    private static final long DAY_MILLIS = 86_400_000L;

    /** Whether the row holds or takes back. */
    public enum Kind {
        PRESENT,
        TOMBSTONE
    }

    public static <R> TableRow journal(JournalType<R> type, R record) {
        return new TableRow(type, type.row(record), 0, Kind.PRESENT);
    }

    /** The rows that publish a change: the new values, and a tombstone where the old ones stand under another key. */
    public static void of(FactChange change, Consumer<TableRow> rows) {
        Object[] before = change.before();
        Object[] after = change.after();
        if (before != null && (after == null || day(before) != day(after))) {
            rows.accept(new TableRow(change.type(), before, change.revision(), Kind.TOMBSTONE));
        }
        if (after != null) {
            rows.accept(new TableRow(change.type(), after, change.revision(), Kind.PRESENT));
        }
    }

    /** Of two rows of one key the one with the larger version is right: that of the later run, else the later revision. */
    long version(long run) {
        return run << 32 | revision;
    }

    /** The day is the part of a fact's key that may move; tenant and id name it for ever. */
    private static long day(Object[] fact) {
        return Math.floorDiv((Long) fact[FactType.STARTED_AT], DAY_MILLIS);
    }
}
