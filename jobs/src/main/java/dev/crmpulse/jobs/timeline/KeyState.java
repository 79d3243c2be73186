package dev.crmpulse.jobs.timeline;

import dev.crmpulse.engine.event.ActorType;
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
import java.util.Set;
import java.util.stream.Collectors;
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
    private static final byte MOVED = 2;

    /** What the state state holds. */
    sealed interface Stored permits Open, Moved, Retired {}

    /** @param isNew whether nothing is known of the key yet */
    record Open(TimelineState state, boolean isNew) implements Stored {}

    /**
     * The history is evaluated elsewhere; here its deliveries are counted.
     *
     * @param root text of the key under which it is
     */
    record Moved(String root, TimelineState state) implements Stored {}

    record Retired(RetiredKey retired) implements Stored {}

    /** What of a delivery could decide anything, see {@link CrmEvent#sameDelivery}. */
    private record Delivery(
            String source,
            String id,
            long contentHash,
            long bytesHash,
            long recordedAtMillis,
            long timeMillis,
            long sequence,
            ActorType actorType) {
        static Delivery of(CrmEvent event) {
            return new Delivery(
                    event.source(),
                    event.id(),
                    event.contentHash(),
                    event.bytesHash(),
                    event.recordedAtMillis(),
                    event.timeMillis(),
                    event.sequence(),
                    event.actorType());
        }
    }

    private final Timeline timeline;
    private final Timeline counting;
    private final ValueState<byte[]> state;
    private final ListState<byte[]> history;
    private final BinaryWriter out = new BinaryWriter();
    private final DataInputDeserializer in = new DataInputDeserializer();
    private final BinaryReader reader = new BinaryReader(in);

    KeyState(Timeline timeline, ValueState<byte[]> state, ListState<byte[]> history) {
        this.timeline = timeline;
        this.counting = timeline.counting();
        this.state = state;
        this.history = history;
    }

    Stored read() throws IOException {
        byte[] bytes = state.value();
        if (bytes == null) {
            return new Open(timeline.newState(), true);
        }
        in.setBuffer(bytes);
        byte form = in.readByte();
        return switch (form) {
            case OPEN -> new Open(timeline.read(in), false);
            case RETIRED -> new Retired(RetiredKey.NONE.read(in));
            case MOVED -> new Moved(reader.text(""), counting.read(in));
            default -> throw new IOException("a state of form " + form + " is unknown here");
        };
    }

    /** What {@link #bytes} made. */
    TimelineState read(byte[] bytes) throws IOException {
        in.setBuffer(bytes);
        return timeline.read(in);
    }

    /** A state on its way to another timeline of the same folds. */
    byte[] bytes(TimelineState sent) throws IOException {
        out.clear();
        timeline.write(sent, out);
        return out.toByteArray();
    }

    void write(TimelineState written) throws IOException {
        out.clear();
        out.octet(OPEN);
        timeline.write(written, out);
        state.update(out.toByteArray());
    }

    /** @param counted what {@link TimelineState#counted} made */
    void move(String root, TimelineState counted) throws IOException {
        out.clear();
        out.octet(MOVED);
        out.text(root);
        counting.write(counted, out);
        state.update(out.toByteArray());
    }

    /** Lets the history of a key go that has moved: it goes on as {@link TimelineState#letGo}. */
    void letGo(String root, TimelineState known) throws IOException {
        move(root, known);
        history.clear();
    }

    /** Appends a chunk of events, each of which is remembered. */
    void append(byte[] chunk) throws Exception {
        history.add(chunk);
    }

    void append(List<CrmEvent> events) throws Exception {
        if (!events.isEmpty()) {
            history.add(chunk(events));
        }
    }

    /** Events in the form in which the history keeps them. */
    byte[] chunk(List<CrmEvent> events) throws IOException {
        out.clear();
        out.fixedInt(events.size());
        for (CrmEvent event : events) {
            CrmEventCodec.write(event, out);
        }
        return out.toByteArray();
    }

    /** Takes the deliveries of a chunk out of the history; returns what is left of it. */
    List<CrmEvent> remove(byte[] chunk) throws Exception {
        List<CrmEvent> removed = new ArrayList<>();
        read(chunk, removed);
        Set<Delivery> gone = removed.stream().map(Delivery::of).collect(Collectors.toSet());
        List<CrmEvent> left = history();
        left.removeIf(event -> gone.contains(Delivery.of(event)));
        history.clear();
        append(left);
        return left;
    }

    private void read(byte[] chunk, List<CrmEvent> events) throws IOException {
        in.setBuffer(chunk);
        for (int left = in.readInt(); left > 0; left--) {
            events.add(CrmEventCodec.read(reader));
        }
    }

    /** All deliveries remembered, in the order in which they were. */
    List<CrmEvent> history() {
        try {
            List<CrmEvent> events = new ArrayList<>();
            Iterable<byte[]> chunks = history.get();
            if (chunks == null) {
                return events;
            }
            for (byte[] chunk : chunks) {
                read(chunk, events);
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
