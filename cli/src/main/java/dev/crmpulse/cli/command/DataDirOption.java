package dev.crmpulse.cli.command;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a command finds and puts its data. */
final class DataDirOption {
    @Option(
            names = "--data-dir",
            paramLabel = "D",
            defaultValue = ".data",
            description = "directory of all data (default: ${DEFAULT-VALUE})")
    private Path path;

    Path path() {
        return path;
    }
}
