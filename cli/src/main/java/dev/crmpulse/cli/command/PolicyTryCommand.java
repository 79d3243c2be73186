package dev.crmpulse.cli.command;

import dev.crmpulse.connectors.clickhouse.PolicyTables;
import dev.crmpulse.connectors.policy.PolicyFile;
import dev.crmpulse.engine.policy.Policies;
import dev.crmpulse.engine.policy.Policy;
import dev.crmpulse.jobs.live.MomentConverter;
import dev.crmpulse.metrics.catalogue.Timelines;
import dev.crmpulse.verify.trial.PolicyTrial;
import dev.crmpulse.verify.trial.TrialReport;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows how history would have come out by other rules. */
@Command(
        name = "try",
        description = {
            "How would we have done: evaluate history by policies that are not in force, beside those that are.",
            "Each takes the place of the one of its tenant, kind and id, whatever date it names. No figure changes."
        })
final class PolicyTryCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "YAML: one policy, a list, or several documents; files may name each other")
    private List<Path> files;

    @Option(
            names = "--since",
            paramLabel = "T",
            converter = MomentConverter.class,
            description =
                    "as if they had been in force from this moment on, such as 2026-01-01T00:00:00Z (default: ever)")
    private Instant since = Instant.EPOCH;

    @Option(
            names = "--format",
            paramLabel = "TABLE",
            defaultValue = "TABLE",
            description = "${COMPLETION-CANDIDATES}; TSV has the lines of the months alone (default: ${DEFAULT-VALUE})")
    private TrialFormat format;

    @Mixin
    private FiguresOption figures;

    /** What was tried, and what came out. */
    private record Tried(List<Policy> policies, TrialReport report) {}

    @Override
    public Integer call() throws Exception {
        if (since.isBefore(Instant.EPOCH)) {
            throw new UsageException("--since " + since + ": nothing happened before 1970");
        }
        // what is wrong with the files themselves is known before anything starts
        PolicyFile.read(files, Policies.NONE);
        Tried tried = figures.use(connection -> {
            Policies inForce = new PolicyTables(connection).read();
            Policies instead = PolicyFile.readTried(files, inForce, since);
            Set<Policy> known = Set.copyOf(inForce.all());
            List<Policy> policies = instead.all().stream()
                    .filter(policy -> !known.contains(policy))
                    .toList();
            requireEvents(policies, connection);
            try (TrialProgress progress = new TrialProgress()) {
                return new Tried(
                        policies, new PolicyTrial(connection, Timelines.ALL, progress).run(inForce, instead, since));
            }
        });
        format.write(tried.policies(), tried.report(), System.out);
        return isPublished(tried.report().published()) ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    /** Of a tenant without events nothing would differ, whatever is tried: its name is wrong, or the directory is. */
    private static void requireEvents(List<Policy> tried, Connection connection) throws SQLException {
        SortedSet<String> without = tried.stream().map(Policy::tenant).collect(Collectors.toCollection(TreeSet::new));
        without.remove(Policy.EVERY_TENANT);
        SortedSet<String> tenants = new TreeSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT tenant FROM crm.ledger GROUP BY tenant HAVING sum(accepted) > 0")) {
            while (rows.next()) {
                tenants.add(rows.getString(1));
            }
        }
        without.removeAll(tenants);
        if (!without.isEmpty()) {
            throw new UsageException("nothing is tried: there are no events of tenant " + String.join(", ", without)
                    + ", " + (tenants.isEmpty() ? "nor of any other" : "only of " + String.join(", ", tenants)));
        }
    }

    private static boolean isPublished(TrialReport.Published published) {
        if (published.unequal().isEmpty()) {
            return true;
        }
        String views = String.join(", crm.", published.unequal());
        if (published.isMoving()) {
            System.err.println(
                    "a job wrote meanwhile, so crm." + views + " could not be compared with what is in force here");
            return true;
        }
        System.err.println("crm-pulse: crm." + views
                + " shows other rows than the policies in force give here: run crm-pulse verify, which names them");
        return false;
    }
}
