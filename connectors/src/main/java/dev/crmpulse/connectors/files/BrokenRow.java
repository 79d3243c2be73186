package dev.crmpulse.connectors.files;

/**
 * A record that could not be taken apart, though its neighbours can.
 *
 * @param reason what is wrong, the same words for the same fault
 * @param detail what exactly is wrong with this one
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record BrokenRow(String file, long record, long line, String reason, String detail, byte[] bytes)
        implements SourceRecord {}
