package dev.crmpulse.local.cli;

import dev.crmpulse.connectors.files.InputFileException;
import dev.crmpulse.local.replay.ReplayPlan;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks at the files before anything is started. */
final class InputFiles {
    private InputFiles() {}

    static void check(ReplayPlan plan) {
        for (Path file : plan.files()) {
            if (!Files.exists(file)) {
                throw new UsageException(file + ": there is no such file; check the path");
            }
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                throw new UsageException(file + ": this is no file that can be read");
            }
            requireMapping(plan, file);
        }
    }

    private static void requireMapping(ReplayPlan plan, Path file) {
        try {
            plan.mapping().forFile(file);
        } catch (InputFileException unmapped) {
            throw new UsageException(unmapped.getMessage());
        }
    }
}
