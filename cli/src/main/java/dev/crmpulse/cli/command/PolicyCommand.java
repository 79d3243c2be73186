package dev.crmpulse.cli.command;

import dev.crmpulse.connectors.clickhouse.PolicyTables;
import dev.crmpulse.connectors.clickhouse.QueryRetry;
import dev.crmpulse.connectors.clickhouse.Runs;
import dev.crmpulse.connectors.kafka.KafkaEndpoint;
import dev.crmpulse.connectors.kafka.PolicyTopic;
import dev.crmpulse.connectors.policy.PolicyFile;
import dev.crmpulse.connectors.policy.PolicyKeys;
import dev.crmpulse.engine.policy.Policies;
import dev.crmpulse.engine.policy.Policy;
import dev.crmpulse.engine.policy.PolicyCheck;
import dev.crmpulse.metrics.catalogue.Timelines;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows, checks and applies the rules by which figures are evaluated. */
@Command(
        name = "policy",
        description = "Show, check, try or apply policies: SLAs, calendars, funnels, scoring, benchmarks, scorecards.",
        subcommands = {
            PolicyCommand.Show.class,
            PolicyCommand.Check.class,
            PolicyTryCommand.class,
            PolicyCommand.Apply.class
        })
final class PolicyCommand implements Runnable {
    /** Every operator has seen a policy by then. */
    private static final Duration NOTICE = Duration.ofMinutes(2);

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm VV");

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "say what to do: policy show, policy check FILE..., policy try FILE..., policy apply FILE...");
    }

    @Command(name = "show", description = "List the policies and from when on each is in force.")
    static final class Show implements Callable<Integer> {
        @Mixin
        private StoresOption stores;

        @Override
        public Integer call() throws Exception {
            stores.use((kafka, clickHouse) -> {
                Policies policies = current(kafka);
                if (policies.all().isEmpty()) {
                    System.out.println("no policy yet: the first job, replay or demo puts the shipped ones in force");
                }
                print(policies.all(), policies);
            });
            return ExitCode.OK;
        }
    }

    @Command(
            name = "check",
            description = {
                "Read files of policies and report what is wrong with them, if anything.",
                "They are checked with each other and with what ships; with --config or --data-dir also with the"
                        + " policies in force there."
            })
    static final class Check implements Callable<Integer> {
        @Parameters(
                paramLabel = "FILE",
                arity = "1..*",
                description = "YAML: one policy, a list, or several documents; files may name each other")
        private List<Path> files;

        @Mixin
        private StoresOption stores;

        @Override
        public Integer call() throws Exception {
            // what is wrong with the files themselves is known before anything starts
            PolicyFile.read(files, Policies.NONE);
            if (stores.areNamed()) {
                stores.use((kafka, clickHouse) -> check(current(kafka)));
            } else {
                check(Policies.NONE);
            }
            return ExitCode.OK;
        }

        private void check(Policies known) {
            List<Policy> policies = PolicyFile.readFitting(files, known);
            warn(policies);
            print(policies, policies.stream().reduce(known, Policies::with, (one, other) -> other));
            System.out.println(names(files) + (files.size() > 1 ? " are" : " is") + " well formed");
        }
    }

    @Command(
            name = "apply",
            description = {
                "Put files of policies in force from their dates on; what began before keeps its version.",
                "As long as nothing was evaluated, any date will do; afterwards: replay --rebuild --policies FILE."
            })
    static final class Apply implements Callable<Integer> {
        @Parameters(
                paramLabel = "FILE",
                arity = "1..*",
                description = "YAML: one policy, a list, or several documents; files may name each other")
        private List<Path> files;

        @Mixin
        private StoresOption stores;

        @Override
        public Integer call() throws Exception {
            // what is wrong with the files themselves is known before anything starts
            PolicyFile.read(files, Policies.NONE);
            stores.use((kafka, clickHouse) -> {
                Policies known = current(kafka);
                List<Policy> policies = PolicyFile.readFitting(files, known);
                warn(policies);
                QueryRetry tables = QueryRetry.of(clickHouse);
                if (tables.call(Apply::isEvaluated)) {
                    requireNotice(policies);
                }
                PolicyTopic.publish(kafka, policies);
                Policies now = policies.stream().reduce(known, Policies::with, (one, other) -> other);
                tables.call(connection -> {
                    new PolicyTables(connection).write(now, 0);
                    return now;
                });
                print(policies, now);
            });
            System.out.println("applied");
            return ExitCode.OK;
        }

        private static boolean isEvaluated(Connection connection) throws SQLException {
            Runs runs = new Runs(connection);
            return runs.haveProcessed() || runs.alive(Timelines.NAMES).isPresent();
        }

        /** What happened was evaluated already, and every operator has to see a policy before it is in force. */
        private void requireNotice(List<Policy> policies) {
            Instant earliest = Instant.now().plus(NOTICE);
            for (Policy policy : policies) {
                if (Instant.ofEpochMilli(policy.effectiveFromMillis()).isBefore(earliest)) {
                    throw new UsageException(names(files) + ": "
                            + policy.kind().written() + " '" + policy.id() + "' would be in force from "
                            + Instant.ofEpochMilli(policy.effectiveFromMillis())
                            + "; figures of the past never change, so give a date from " + earliest
                            + " on, or evaluate history anew with replay --rebuild --policies FILE");
                }
            }
        }
    }

    /** The policies that are in force, or will be. */
    private static Policies current(KafkaEndpoint kafka) {
        try (PolicyTopic topic = new PolicyTopic(kafka)) {
            return topic.current();
        }
    }

    private static void warn(List<Policy> policies) {
        PolicyCheck.doubts(policies).forEach(doubt -> System.err.println("warning: " + doubt));
    }

    private static String names(List<Path> files) {
        return files.stream().map(Path::toString).collect(Collectors.joining(", "));
    }

    /** Each policy with the moment from which on it is in force, in the time zone of its tenant. */
    static void print(List<Policy> policies, Policies all) {
        for (Policy policy : policies) {
            ZoneId zone = all.tenant(policy.tenant())
                    .profile(policy.effectiveFromMillis())
                    .zone();
            System.out.printf(
                    "%-60s version %d, in force from %s%n",
                    PolicyKeys.text(policy.key()),
                    policy.version(),
                    LOCAL.format(
                            Instant.ofEpochMilli(policy.effectiveFromMillis()).atZone(zone)));
        }
    }
}
