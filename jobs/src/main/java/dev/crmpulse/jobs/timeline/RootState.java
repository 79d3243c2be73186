package dev.crmpulse.jobs.timeline;

import dev.crmpulse.metrics.event.CrmEvent;
import dev.crmpulse.metrics.event.CrmEventCodec;
import dev.crmpulse.metrics.timeline.Head;
import dev.crmpulse.metrics.timeline.Seal;
import dev.crmpulse.metrics.timeline.Timeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * What Flink keeps of the current root: its head (or seal), read and written with every batch, and its history, mostly
 * appended to. Both are bytes in the project's own form, which names its schema; Flink only carries them.
 */
final class RootState {
    private static final byte OPEN = 0;
    private static final byte SEALED = 1;

    /** What the head state holds. */
    sealed interface Stored permits Open, Sealed {}

    record Open(Head head) implements Stored {}

    record Sealed(Seal seal) implements Stored {}

    private final Timeline timeline;
    private final ValueState<byte[]> head;
    private final ListState<byte[]> history;
    private final DataOutputSerializer out = new DataOutputSerializer(1024);
    private final DataInputDeserializer in = new DataInputDeserializer();

    RootState(Timeline timeline, ValueState<byte[]> head, ListState<byte[]> history) {
        this.timeline = timeline;
        this.head = head;
        this.history = history;
    }

    Stored read() throws IOException {
        byte[] bytes = head.value();
        if (bytes == null) {
            return new Open(timeline.newHead());
        }
        in.setBuffer(bytes);
        return in.readByte() == SEALED ? new Sealed(Seal.read(in)) : new Open(timeline.read(in));
    }

    void write(Head state) throws IOException {
        out.clear();
        out.writeByte(OPEN);
        timeline.write(state, out);
        head.update(out.getCopyOfBuffer());
    }

    /** Appends a batch of which every event is remembered. */
    void append(RootBatch batch) throws Exception {
        history.add(batch.chunk());
    }

    void append(List<CrmEvent> events) throws Exception {
        if (events.isEmpty()) {
            return;
        }
        out.clear();
        out.writeInt(events.size());
        for (CrmEvent event : events) {
            CrmEventCodec.write(event, out);
        }
        history.add(out.getCopyOfBuffer());
    }

    Iterable<CrmEvent> history() {
        try {
            List<CrmEvent> events = new ArrayList<>();
            Iterable<byte[]> chunks = history.get();
            if (chunks == null) {
                return events;
            }
            for (byte[] chunk : chunks) {
                in.setBuffer(chunk);
                for (int left = in.readInt(); left > 0; left--) {
                    events.add(CrmEventCodec.read(in));
                }
            }
            return events;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (Exception failure) {
            throw new IllegalStateException("the history cannot be read", failure);
        }
    }

    void seal(Seal seal) throws IOException {
        out.clear();
        out.writeByte(SEALED);
        seal.write(out);
        head.update(out.getCopyOfBuffer());
        history.clear();
    }

    void forget() {
        head.clear();
        history.clear();
    }
}
