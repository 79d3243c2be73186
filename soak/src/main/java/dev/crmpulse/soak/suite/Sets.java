package dev.crmpulse.soak.suite;

import dev.crmpulse.cli.replay.ReplayPlan;
import dev.crmpulse.cli.stack.ProjectFiles;
import dev.crmpulse.connectors.mapping.Mapping;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The histories that suites replay: the real ones where they are at hand, else the fixture.
 *
 * @param directory holds {@code bpi2012} and {@code crm_sales} with their reference figures
 */
record Sets(Path directory) {
    /** Whether the real sets are there. */
    boolean real() {
        return Files.isRegularFile(bpi2012()) && Files.isDirectory(directory.resolve("crm_sales"));
    }

    /** A loan process of a bank: the real log, else the fixture of its shape. */
    ReplayPlan loans() {
        Path log = real() ? bpi2012() : ProjectFiles.root().resolve("examples/loans.xes");
        return plan(List.of(log), "bpi2012.yaml");
    }

    /** Opportunities of a hardware seller: the real export, else the fixture of its layout. */
    ReplayPlan sales() {
        Path files =
                real() ? directory.resolve("crm_sales") : ProjectFiles.root().resolve("examples");
        return plan(List.of(files.resolve("sales_pipeline.csv"), files.resolve("sales_teams.csv")), "crm_sales.yaml");
    }

    /** What was published of the real log. */
    Path loanFigures() {
        return directory.resolve("bpi2012").resolve("reference.json");
    }

    /** What was published of the real export. */
    Path salesFigures() {
        return directory.resolve("crm_sales").resolve("reference.json");
    }

    /** Events as they were exported, one a line. */
    static ReplayPlan events(Path lines) {
        return new ReplayPlan(
                List.of(lines),
                Mapping.ofCloudEvents(),
                Optional.empty(),
                Optional.empty(),
                ReplayPlan.Start.RESUME,
                List.of(),
                0);
    }

    private Path bpi2012() {
        return directory.resolve("bpi2012").resolve("bpi2012.xes.gz");
    }

    private static ReplayPlan plan(List<Path> files, String mapping) {
        Path yaml = ProjectFiles.root().resolve("examples/mappings").resolve(mapping);
        return new ReplayPlan(
                files, Mapping.load(yaml), Optional.empty(), Optional.empty(), ReplayPlan.Start.RESUME, List.of(), 0);
    }
}
