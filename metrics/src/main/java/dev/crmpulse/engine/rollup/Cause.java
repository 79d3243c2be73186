package dev.crmpulse.engine.rollup;

import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryValue;
import dev.crmpulse.engine.event.Codes;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.EventType;
import java.io.IOException;
import java.util.List;

/**
 * Why facts of a history changed.
 *
 * @param key subject of the history
 * @param source who sent the event that changed it, empty where none did; so are its id and its type
 * @param timeMillis when it happened
 * @param recordedAtMillis when the CRM stored it; {@link CrmEvent#NOT_RECORDED} where it does not say
 * @param events how many came with it; of those it is the merge, else the earliest
 */
public record Cause(
        Kind kind,
        String key,
        String source,
        String id,
        String type,
        long timeMillis,
        long recordedAtMillis,
        int events)
        implements BinaryValue<Cause> {
    /** What sort of reason. */
    public enum Kind {
        /** Of a window that was open anyway, nobody asks. */
        UNKNOWN(""),
        EVENT("event"),
        /** Another delivery of an event that was known. */
        REDELIVERY("redelivery"),
        /** Nothing happened until a deadline. */
        SILENCE("silence"),
        /** Histories became one, or two again. */
        MERGE("merge");

        static final Codes<Kind> CODES = Codes.of(UNKNOWN, EVENT, REDELIVERY, SILENCE, MERGE);

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public static final Cause UNKNOWN = without(Kind.UNKNOWN, "");

    /**
     * Why a batch of deliveries changed a history.
     *
     * @param came those that were not known, in the order of the history
     * @param redelivered whether the first of them is another delivery of an event that was known
     */
    public static Cause of(String key, List<CrmEvent> came, boolean redelivered) {
        if (came.isEmpty()) {
            return without(Kind.SILENCE, key);
        }
        for (CrmEvent event : came) {
            if (event.type() == EventType.LEAD_MERGED) {
                return by(Kind.MERGE, key, event, came.size());
            }
        }
        return by(redelivered ? Kind.REDELIVERY : Kind.EVENT, key, came.get(0), came.size());
    }

    /** That a history went to another one, or came back from it. */
    public static Cause merge(String key) {
        return without(Kind.MERGE, key);
    }

    private static Cause without(Kind kind, String key) {
        return new Cause(kind, key, "", "", "", 0, CrmEvent.NOT_RECORDED, 0);
    }

    private static Cause by(Kind kind, String key, CrmEvent event, int events) {
        return new Cause(
                kind,
                key,
                event.source(),
                event.id(),
                event.type().cloudEventType(),
                event.timeMillis(),
                event.recordedAtMillis(),
                events);
    }

    /** Whether an event is known that changed it. */
    public boolean namesEvent() {
        return events > 0;
    }

    @Override
    public Cause fields(BinaryFields f) throws IOException {
        Kind ofKind = f.code(kind, Kind.CODES);
        if (ofKind == Kind.UNKNOWN) {
            return UNKNOWN;
        }
        return new Cause(
                ofKind,
                f.text(key),
                f.text(source),
                f.text(id),
                f.text(type),
                f.fixedLong(timeMillis),
                f.fixedLong(recordedAtMillis),
                f.varInt(events));
    }
}
