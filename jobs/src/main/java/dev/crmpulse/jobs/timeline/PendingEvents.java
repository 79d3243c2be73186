package dev.crmpulse.jobs.timeline;

import dev.crmpulse.engine.event.BinaryReader;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.CrmEventCodec;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.memory.DataInputDeserializer;

/**
 * Events that wait to be evaluated, in the form in which the history keeps them. All lie in one array, those of a key
 * chained, each behind the place of the next one and its own length: a waiting event outlives many collections, so that
 * objects of its own would be copied again and again.
 */
final class PendingEvents {
    private static final int LARGEST_ARRAY = 256 << 20;
    private static final int SLOT_SHARE_OF_HEAP = 16;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final int SMALLEST_ARRAY = 1 << 14;
    private static final int HEADER_BYTES = 2 * Integer.BYTES;
    private static final int NONE = -1;

    /** What a key and its batch take beside the events. */
    private static final int BATCH_BYTES = 200;

    private final Map<String, Batch> byKey = new HashMap<>();
    private final DataInputDeserializer in = new DataInputDeserializer();
    private final BinaryReader reader = new BinaryReader(in);
    private final int fullBytes;
    private byte[] bytes = new byte[SMALLEST_ARRAY];
    private int size;

    /**
     * @param fullBytes of waiting events, with what holds them: so many are evaluated before the barrier comes. The more may
     *     wait, the less often a key's state is read and written
     */
    PendingEvents(int fullBytes) {
        this.fullBytes = fullBytes;
    }

    /** The waiting events of one key. */
    static final class Batch {
        /** Of a key for which nothing came. */
        static final Batch EMPTY = new Batch();

        private int first = NONE;
        private int last = NONE;
        private int events;
        private int length;
    }

    /** A part of the heap, within bounds; each slot has such an array for each timeline. */
    static int fullBytes(long heapBytes, int slots) {
        return (int) Math.max(SMALLEST_ARRAY, Math.min(LARGEST_ARRAY, heapBytes / SLOT_SHARE_OF_HEAP / slots));
    }

    void add(String key, byte[] event) {
        Batch batch = byKey.computeIfAbsent(key, unknown -> new Batch());
        ensureCapacity(HEADER_BYTES + event.length);
        int place = size;
        INT.set(bytes, place, NONE);
        INT.set(bytes, place + Integer.BYTES, event.length);
        System.arraycopy(event, 0, bytes, place + HEADER_BYTES, event.length);
        size += HEADER_BYTES + event.length;
        if (batch.first == NONE) {
            batch.first = place;
        } else {
            INT.set(bytes, batch.last, place);
        }
        batch.last = place;
        batch.events++;
        batch.length += event.length;
    }

    boolean isFull() {
        return size + byKey.size() * BATCH_BYTES >= fullBytes;
    }

    /** What waits, by key. */
    Map<String, Batch> batches() {
        return byKey;
    }

    /** The events of a batch, in the order in which they came; the list may be changed. */
    List<CrmEvent> read(Batch batch) throws IOException {
        List<CrmEvent> read = new ArrayList<>(batch.events);
        for (int place = batch.first; place != NONE; place = (int) INT.get(bytes, place)) {
            in.setBuffer(bytes, place + HEADER_BYTES, lengthAt(place));
            read.add(CrmEventCodec.read(reader));
        }
        return read;
    }

    /** All events of a batch as a chunk of the history: their number, and one after the other. */
    byte[] chunk(Batch batch) {
        byte[] chunk = new byte[Integer.BYTES + batch.length];
        INT.set(chunk, 0, batch.events);
        int filled = Integer.BYTES;
        for (int place = batch.first; place != NONE; place = (int) INT.get(bytes, place)) {
            int length = lengthAt(place);
            System.arraycopy(bytes, place + HEADER_BYTES, chunk, filled, length);
            filled += length;
        }
        return chunk;
    }

    /** Forgets all; the array stays for what comes next. */
    void clear() {
        byKey.clear();
        size = 0;
    }

    private int lengthAt(int place) {
        return (int) INT.get(bytes, place + Integer.BYTES);
    }

    private void ensureCapacity(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, Math.min(2 * bytes.length, fullBytes)));
        }
    }
}
