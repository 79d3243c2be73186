package dev.crmpulse.connectors.clickhouse;

import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.fact.JournalType;
import dev.crmpulse.engine.fact.TableType;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The rows of one table that wait for the checkpoint, by the month whose partition they belong to. */
final class TableBlocks {
    private static final long DAY_MILLIS = 86_400_000L;

    private final TableType<?> type;
    private final BlockPool pool;
    private final int partitionTime;
    private final Map<Integer, BlockBuffer> byMonth = new HashMap<>();
    private long lastDay;
    private BlockBuffer lastBlock;

    TableBlocks(TableType<?> type, BlockPool pool) {
        this.type = type;
        this.pool = pool;
        if (type instanceof JournalType<?> journal) {
            partitionTime = journal.partitionTime();
        } else {
            partitionTime = FactType.STARTED_AT;
        }
    }

    /** Where the row belongs. */
    BlockBuffer blockOf(TableRow row) {
        long day = partitionTime == JournalType.UNPARTITIONED
                ? 0
                : Math.floorDiv((Long) row.values()[partitionTime], DAY_MILLIS);
        if (lastBlock == null || day != lastDay) {
            lastBlock = byMonth.computeIfAbsent(month(day), month -> pool.take(type));
            lastDay = day;
        }
        return lastBlock;
    }

    Collection<BlockBuffer> blocks() {
        return byMonth.values();
    }

    /** Gives up a block whose rows wait no more. */
    void remove(BlockBuffer block) {
        byMonth.values().remove(block);
        lastBlock = null;
        pool.giveBack(block);
    }

    private static int month(long day) {
        LocalDate date = LocalDate.ofEpochDay(day);
        return date.getYear() * 100 + date.getMonthValue();
    }
}
