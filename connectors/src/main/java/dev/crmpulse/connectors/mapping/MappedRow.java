package dev.crmpulse.connectors.mapping;

import dev.crmpulse.connectors.cloudevents.IntakeRules;
import dev.crmpulse.connectors.files.SourceRecord;
import java.util.Arrays;
import java.util.List;

/** What a mapping made of a record: all of its events, or one reject, or nothing on purpose. */
public sealed interface MappedRow {

    /** The events of a record, at least one, in the order of their rules. */
    record Mapped(List<MappedEvent> events) implements MappedRow {}

    /**
     * A record that does not fit; none of its events is made.
     *
     * @param reason the same words for the same fault, such as {@code no time}
     * @param detail rule and field that failed, and how
     * @param record number of the record in the whole file, from 1
     * @param line line the record begins at, from 1; 0 where that is not known
     * @param bytes the record as it was, or its beginning
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Reject(String reason, String detail, String file, long record, long line, byte[] bytes)
            implements MappedRow {
        private static final int MOST_BYTES = IntakeRules.replay().maxBytes();

        /** Of a record longer than any event the beginning is kept. */
        static Reject of(SourceRecord record, String reason, String detail) {
            byte[] bytes = record.bytes();
            boolean cut = bytes.length > MOST_BYTES;
            return new Reject(
                    reason,
                    cut ? detail + " (the first " + MOST_BYTES + " of " + bytes.length + " bytes are kept)" : detail,
                    record.file(),
                    record.record(),
                    record.line(),
                    cut ? Arrays.copyOf(bytes, MOST_BYTES) : bytes);
        }
    }

    /** A record that the mapping says to leave out. */
    record Ignored() implements MappedRow {}
}
