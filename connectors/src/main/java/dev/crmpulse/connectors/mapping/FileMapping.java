package dev.crmpulse.connectors.mapping;

import dev.crmpulse.connectors.files.FileFormat;
import dev.crmpulse.connectors.files.InputFileException;
import dev.crmpulse.connectors.files.RecordReader;
import dev.crmpulse.connectors.files.SourceRecord;

/** How one file is read and what becomes of its records. Safe for use by several threads. */
public interface FileMapping {
    FileFormat format();

    /**
     * Opens the file.
     *
     * @throws MappingException when the file has no column of a name that the mapping uses
     */
    RecordReader open() throws InputFileException;

    MappedRow map(SourceRecord record);
}
