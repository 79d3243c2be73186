package dev.crmpulse.connectors.mapping;

import dev.crmpulse.connectors.files.FileKind;
import dev.crmpulse.connectors.files.InputFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * A mapping that a YAML file states: the first section whose name pattern fits is for the file.
 *
 * @param yaml name of the YAML file
 * @param patterns the name patterns of all sections, for messages
 */
record RuleMapping(Path yaml, List<String> patterns, List<FileSection> sections) implements Mapping {
    @Override
    public FileMapping forFile(Path file) throws InputFileException {
        for (FileSection section : sections) {
            if (section.isFor(file)) {
                return section.of(file);
            }
        }
        throw new InputFileException(
                file,
                "no part of " + yaml + " is for files named '" + FileKind.name(file) + "'",
                "it is for " + String.join(", ", patterns) + "; add a part under 'files', or leave the file out");
    }
}
