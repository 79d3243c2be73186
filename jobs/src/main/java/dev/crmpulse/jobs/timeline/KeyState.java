package dev.crmpulse.jobs.timeline;

import dev.crmpulse.engine.event.BinaryReader;
import dev.crmpulse.engine.event.BinaryWriter;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.CrmEventCodec;
import dev.crmpulse.engine.timeline.RetiredKey;
import dev.crmpulse.engine.timeline.Timeline;
import dev.crmpulse.engine.timeline.TimelineState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.core.memory.DataInputDeserializer;

/**
 * What Flink keeps of the current key: its state (or retired), read and written with every batch, and its history, mostly
 * appended to. Both are bytes in the project's own form, which names its schema; Flink only carries them.
 */
final class KeyState {
    private static final byte OPEN = 0;
    static final byte RETIRED = 1;

    /** What the state state holds. */
    sealed interface Stored permits Open, Retired {}

    record Open(TimelineState state) implements Stored {}

    record Retired(RetiredKey retired) implements Stored {}

    private final Timeline timeline;
    private final ValueState<byte[]> state;
    private final ListState<byte[]> history;
    private final BinaryWriter out = new BinaryWriter();
    private final DataInputDeserializer in = new DataInputDeserializer();
    private final BinaryReader reader = new BinaryReader(in);

    KeyState(Timeline timeline, ValueState<byte[]> state, ListState<byte[]> history) {
        this.timeline = timeline;
        this.state = state;
        this.history = history;
    }

    Stored read() throws IOException {
        byte[] bytes = state.value();
        if (bytes == null) {
            return new Open(timeline.newState());
        }
        in.setBuffer(bytes);
        return in.readByte() == RETIRED ? new Retired(RetiredKey.NONE.read(in)) : new Open(timeline.read(in));
    }

    void write(TimelineState written) throws IOException {
        out.clear();
        out.octet(OPEN);
        timeline.write(written, out);
        state.update(out.toByteArray());
    }

    /** Appends a chunk of events, each of which is remembered. */
    void append(byte[] chunk) throws Exception {
        history.add(chunk);
    }

    void append(List<CrmEvent> events) throws Exception {
        if (events.isEmpty()) {
            return;
        }
        out.clear();
        out.fixedInt(events.size());
        for (CrmEvent event : events) {
            CrmEventCodec.write(event, out);
        }
        history.add(out.toByteArray());
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
                    events.add(CrmEventCodec.read(reader));
                }
            }
            return events;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (Exception failure) {
            throw new IllegalStateException("the history cannot be read", failure);
        }
    }

    void retire(RetiredKey retired) throws IOException {
        out.clear();
        out.octet(RETIRED);
        retired.fields(out);
        state.update(out.toByteArray());
        history.clear();
    }

    void forget() {
        state.clear();
        history.clear();
    }
}
