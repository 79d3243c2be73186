package dev.crmpulse.local.cli;

import dev.crmpulse.connectors.clickhouse.PolicyTables;
import dev.crmpulse.connectors.kafka.PolicyTopic;
import dev.crmpulse.connectors.policy.PolicyFile;
import dev.crmpulse.connectors.policy.PolicyKeys;
import dev.crmpulse.metrics.policy.Policies;
import dev.crmpulse.metrics.policy.Policy;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows, checks and applies the rules by which figures are judged. */
@Command(
        name = "policy",
        description = "Show, check or apply policies: promises, calendars, funnels, scoring, benchmarks.",
        subcommands = {PolicyCommand.Show.class, PolicyCommand.Check.class, PolicyCommand.Apply.class})
final class PolicyCommand implements Runnable {
    /** Every operator has seen a policy by then. */
    private static final Duration NOTICE = Duration.ofMinutes(2);

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "say what to do: policy show, policy check FILE, policy apply FILE");
    }

    @Command(name = "show", description = "List the policies and from when on each is in force.")
    static final class Show implements Callable<Integer> {
        @Mixin
        private StoresOption stores;

        @Override
        public Integer call() throws Exception {
            stores.use((kafka, clickHouse) -> {
                try (PolicyTopic topic = new PolicyTopic(kafka)) {
                    Policies policies = topic.current();
                    if (policies.all().isEmpty()) {
                        System.out.println(
                                "no policy yet: the first job, replay or demo puts the shipped ones in force");
                    }
                    print(policies.all());
                }
            });
            return ExitCode.OK;
        }
    }

    @Command(name = "check", description = "Read a file of policies and say what is wrong with it, if anything.")
    static final class Check implements Callable<Integer> {
        @Parameters(paramLabel = "FILE", description = "YAML: one policy, a list, or several documents")
        private Path file;

        @Override
        public Integer call() {
            List<Policy> policies = PolicyFile.read(file);
            print(policies);
            System.out.println(file + " is well formed");
            return ExitCode.OK;
        }
    }

    @Command(
            name = "apply",
            description = "Put a file of policies in force from their dates on; what began before keeps its version.")
    static final class Apply implements Callable<Integer> {
        @Parameters(paramLabel = "FILE", description = "YAML: one policy, a list, or several documents")
        private Path file;

        @Mixin
        private StoresOption stores;

        @Override
        public Integer call() throws Exception {
            List<Policy> policies = PolicyFile.read(file);
            Instant earliest = Instant.now().plus(NOTICE);
            for (Policy policy : policies) {
                if (Instant.ofEpochMilli(policy.effectiveFromMillis()).isBefore(earliest)) {
                    throw new UsageException(file + ": " + policy.kind().written() + " '" + policy.id()
                            + "' would be in force from " + Instant.ofEpochMilli(policy.effectiveFromMillis())
                            + "; figures of the past never change, so give a date from " + earliest + " on");
                }
            }
            stores.use((kafka, clickHouse) -> {
                PolicyTopic.publish(kafka, policies);
                try (PolicyTopic topic = new PolicyTopic(kafka);
                        Connection connection = clickHouse.connect()) {
                    new PolicyTables(connection).write(topic.current(), 0);
                }
            });
            print(policies);
            System.out.println("applied");
            return ExitCode.OK;
        }
    }

    private static void print(List<Policy> policies) {
        for (Policy policy : policies) {
            System.out.printf("%-60s version %d%n", PolicyKeys.text(policy.key()), policy.version());
        }
    }
}
