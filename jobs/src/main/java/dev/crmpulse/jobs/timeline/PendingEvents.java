package dev.crmpulse.jobs.timeline;

import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.CrmEventCodec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Events of one key that wait to be evaluated, in the form in which the history keeps them: one run of bytes instead of
 * a dozen objects an event, which would outlive many collections.
 */
final class PendingEvents {
    /** What a batch of few events takes. */
    static final int TYPICAL_BYTES = 512;

    private static final int HEADER_BYTES = Integer.BYTES;

    private final DataOutputSerializer bytes = new DataOutputSerializer(TYPICAL_BYTES);
    private int events;

    PendingEvents() {
        bytes.setPositionUnsafe(HEADER_BYTES);
    }

    void add(byte[] event) throws IOException {
        bytes.write(event);
        events++;
    }

    /** The events, in the order in which they came; the list may be changed. */
    List<CrmEvent> read(DataInputDeserializer in) throws IOException {
        List<CrmEvent> read = new ArrayList<>(events);
        in.setBuffer(bytes.getSharedBuffer(), HEADER_BYTES, bytes.length() - HEADER_BYTES);
        for (int i = 0; i < events; i++) {
            read.add(CrmEventCodec.read(in));
        }
        return read;
    }

    /** All events as a chunk of the history. */
    byte[] chunk() throws IOException {
        bytes.writeIntUnsafe(events, 0);
        return bytes.getCopyOfBuffer();
    }
}
