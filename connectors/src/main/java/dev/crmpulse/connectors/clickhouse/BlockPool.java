package dev.crmpulse.connectors.clickhouse;

import dev.crmpulse.engine.fact.TableType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Buffers that were encoded and wait to be filled again: a checkpoint with few rows allocates nothing, one with many does not
 * grow its arrays anew. Those beyond a limit are let go.
 */
final class BlockPool {
    private final long mostBytes;
    private final Map<String, Deque<BlockBuffer>> spare = new HashMap<>();
    private long bytes;

    BlockPool(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** An empty buffer. */
    BlockBuffer take(TableType<?> type) {
        BlockBuffer block = spareOf(type).poll();
        if (block == null) {
            return new BlockBuffer(type);
        }
        bytes -= block.capacity();
        return block;
    }

    /** Gives a buffer back that is not needed any more. */
    void giveBack(BlockBuffer block) {
        int capacity = block.capacity();
        if (bytes + capacity <= mostBytes) {
            block.clear();
            spareOf(block.type()).push(block);
            bytes += capacity;
        }
    }

    private Deque<BlockBuffer> spareOf(TableType<?> type) {
        return spare.computeIfAbsent(type.name(), name -> new ArrayDeque<>());
    }
}
