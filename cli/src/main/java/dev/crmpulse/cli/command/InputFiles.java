package dev.crmpulse.cli.command;

import dev.crmpulse.cli.replay.ReplayPlan;
import dev.crmpulse.connectors.files.InputFileException;
import dev.crmpulse.connectors.files.RecordReader;
import dev.crmpulse.connectors.mapping.FileMapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks at the files before anything is started: whether they can be read, have rules, and begin as they must. */
final class InputFiles {
    private InputFiles() {}

    /**
     * Looks at all files of a plan.
     *
     * @throws UsageException where a name is wrong
     * @throws IOException where a file cannot be read
     */
    static void check(ReplayPlan plan) throws IOException {
        for (Path file : plan.files()) {
            requireFile(file);
        }
        for (Path file : plan.files()) {
            readFirstRecord(rules(plan, file));
        }
    }

    private static void requireFile(Path file) {
        if (!Files.exists(file)) {
            throw new UsageException(file + ": there is no such file; check the path" + ofItsName(file));
        }
        if (Files.isDirectory(file)) {
            throw new UsageException(file + ": is a directory; name the files in it");
        }
        if (!Files.isRegularFile(file)) {
            throw new UsageException(file + ": is no file but a pipe or device; write it into a file first");
        }
        if (!Files.isReadable(file)) {
            throw new UsageException(file + ": may not be read; check its permissions");
        }
    }

    /** Java gives bytes of a name that are not in the system's encoding as this character, and finds no such file. */
    private static String ofItsName(Path file) {
        return file.toString().indexOf('\uFFFD') < 0
                ? ""
                : ", or rename it: its name is not in the encoding of this system";
    }

    private static FileMapping rules(ReplayPlan plan, Path file) {
        try {
            return plan.mapping().forFile(file);
        } catch (InputFileException unmapped) {
            throw new UsageException(unmapped.getMessage());
        }
    }

    private static void readFirstRecord(FileMapping rules) throws IOException {
        try (RecordReader reader = rules.open()) {
            reader.next();
        }
    }
}
