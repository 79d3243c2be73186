package dev.crmpulse.connectors.mapping;

import dev.crmpulse.connectors.files.InputFileException;
import java.nio.file.Path;

/** Says how files of some CRM become events of the contract. */
public interface Mapping {
    /**
     * The rules for a file, chosen by its name.
     *
     * @throws InputFileException when no part of the mapping is for files of that name
     */
    FileMapping forFile(Path file) throws InputFileException;

    /**
     * Reads a mapping.
     *
     * @throws MappingException naming file and line of the first thing that is wrong
     */
    static Mapping load(Path yaml) {
        return MappingLoader.load(yaml);
    }

    /** The mapping of files that hold events of the contract already, one a line: bytes pass unchanged. */
    static Mapping ofCloudEvents() {
        return new CloudEventMapping();
    }
}
