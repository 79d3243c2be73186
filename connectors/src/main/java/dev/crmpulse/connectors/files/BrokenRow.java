package dev.crmpulse.connectors.files;

import dev.crmpulse.connectors.text.TextEncoding;

/**
 * A record that could not be taken apart, though its neighbours can.
 *
 * @param reason what is wrong, the same words for the same fault
 * @param detail what exactly is wrong with this one
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record BrokenRow(String file, long record, long line, String reason, String detail, byte[] bytes)
        implements SourceRecord {

    /**
     * A record with bytes that are not in the encoding of its file.
     *
     * @param broken the first of them and where it stands
     */
    static BrokenRow ofEncoding(
            String file, long record, long line, String broken, TextEncoding encoding, byte[] bytes) {
        return new BrokenRow(file, record, line, "bad encoding", notIn(broken, encoding), bytes);
    }

    /** What to say of bytes that are not in the encoding of their file. */
    static String notIn(String broken, TextEncoding encoding) {
        return broken + " is not " + encoding.name() + ": if the file is in another encoding, say so with 'encoding'"
                + " in the mapping, such as 'encoding: windows-1252'";
    }
}
