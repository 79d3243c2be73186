package dev.crmpulse.connectors.mapping;

import dev.crmpulse.connectors.files.SourceRecord;
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
     * @param bytes the record as it was
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Reject(String reason, String detail, String file, long record, long line, byte[] bytes)
            implements MappedRow {
        static Reject of(SourceRecord record, String reason, String detail) {
            return new Reject(reason, detail, record.file(), record.record(), record.line(), record.bytes());
        }
    }

    /** A record that the mapping says to leave out. */
    record Ignored() implements MappedRow {}
}
