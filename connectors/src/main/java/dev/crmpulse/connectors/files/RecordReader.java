package dev.crmpulse.connectors.files;

import java.io.Closeable;
import java.util.List;

/** The records of one file, in its order. Progress may be watched from another thread. */
public interface RecordReader extends Closeable {
    /**
     * The next record, or null after the last one.
     *
     * @throws InputFileException when the rest of the file cannot be read
     */
    SourceRecord next() throws InputFileException;

    /** Names of the columns, if the file says them up front; else empty. */
    List<String> columns();

    /** Bytes of the file taken so far, as it lies on disk (compressed if it is). */
    long bytesRead();

    /** Bytes of the file on disk. */
    long size();
}
