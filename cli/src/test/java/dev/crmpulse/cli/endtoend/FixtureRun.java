package dev.crmpulse.cli.endtoend;

import dev.crmpulse.cli.replay.ReplayReport;
import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import dev.crmpulse.embedded.clickhouse.ClickHouseProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.util.FileUtils;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The whole fixture replayed once, undisturbed, for all tests that look at it or compare with it. Its ClickHouse stays
 * up; nobody writes to it.
 */
public final class FixtureRun implements AutoCloseable {
    private final Path directory;
    private final Path untouched;
    private final ReplayReport loans;
    private final ReplayReport loansCsv;
    private final ReplayReport sales;
    private final ClickHouseProcess clickHouse;

    private FixtureRun(Path directory) throws Exception {
        this.directory = directory;
        this.untouched = directory.resolve("untouched");
        try (Harness harness = Harness.open(directory)) {
            loans = harness.replay(Fixture.mapping("bpi2012.yaml"), Fixture.file("loans.xes"));
            loansCsv = harness.replay(Fixture.mapping("event_log.yaml"), Fixture.file("loans.csv"));
            sales = harness.replay(
                    Fixture.mapping("crm_sales.yaml"),
                    Fixture.file("sales_pipeline.csv"),
                    Fixture.file("sales_teams.csv"));
        }
        MigratedDirectory.copyDatabase(directory, untouched);
        clickHouse = ClickHouseProcess.start(directory);
    }

    /** Where it lies. */
    public Path directory() {
        return directory;
    }

    public Answers ask() {
        return new Answers(ClickHouseEndpoint.local(clickHouse.port(), clickHouse.secret()));
    }

    /** What the replay of loans.xes reported, the first of the three. */
    public ReplayReport loans() {
        return loans;
    }

    /** What the replay of loans.csv reported, the second one. */
    public ReplayReport loansCsv() {
        return loansCsv;
    }

    /** What the replay of the sales files reported, the last one. */
    public ReplayReport sales() {
        return sales;
    }

    /** The facts that loans.xes gives. */
    public Map<String, List<String>> loanFacts() throws IOException, InterruptedException {
        return ask().facts(Fixture.LOANS_TENANT);
    }

    /** A data directory with the same database, for a test that changes something in it. */
    public Path copyTo(Path target) throws IOException {
        MigratedDirectory.copyDatabase(untouched, target);
        return target;
    }

    @Override
    public void close() throws IOException {
        clickHouse.close();
        FileUtils.deleteDirectory(directory.toFile());
    }

    /** Hands the run to tests; it is made when the first one asks. */
    public static final class Resolver implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == FixtureRun.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(FixtureRun.class))
                    .getOrComputeIfAbsent(FixtureRun.class, key -> start(), FixtureRun.class);
        }

        private static FixtureRun start() {
            try {
                return new FixtureRun(Files.createTempDirectory("fixture-run"));
            } catch (Exception failure) {
                throw new IllegalStateException("the fixture could not be replayed", failure);
            }
        }
    }
}
