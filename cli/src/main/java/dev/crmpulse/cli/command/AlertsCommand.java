package dev.crmpulse.cli.command;

import dev.crmpulse.alerts.NotifierStatus;
import dev.crmpulse.alerts.RunningNotifier;
import dev.crmpulse.cli.live.GracefulShutdown;
import dev.crmpulse.jobs.config.ConfigFile;
import dev.crmpulse.jobs.live.Preflight;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Alerts as people get them. */
@Command(name = "alerts", description = "Deliver alerts to people.", subcommands = AlertsCommand.Deliver.class)
final class AlertsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: alerts deliver --config F");
    }

    /** Sends alerts to webhooks, for jobs that run on a cluster. */
    @Command(
            name = "deliver",
            description = {
                "Send alerts to the webhooks of tenants, until Ctrl-C. For jobs on a cluster: run does it by itself.",
                "Several processes share the work."
            })
    static final class Deliver implements Callable<Integer> {
        private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

        @Option(
                names = "--config",
                required = true,
                paramLabel = "F",
                description = "file that says where Kafka is and who the tenants are")
        private Path config;

        @Override
        public Integer call() throws Exception {
            ConfigFile file = ConfigFile.read(config);
            if (file.tenants().webhooks().isEmpty()) {
                throw new UsageException(config + ": no tenant has a webhook, so there is nowhere to send alerts");
            }
            Preflight.notifier(file.requireKafka(), RunningNotifier.groupOf(file.consumerGroup()));
            try (GracefulShutdown end = GracefulShutdown.onRequest();
                    RunningNotifier notifier = RunningNotifier.start(
                            file.requireKafka(), file.tenants().webhooks(), file.consumerGroup())) {
                System.err.println("sending alerts of " + file.requireKafka() + "; Ctrl-C ends it");
                while (!end.awaitRequest(LOOK_EVERY)) {
                    notifier.check();
                }
                NotifierStatus status = notifier.status();
                System.out.printf(
                        Locale.ROOT,
                        "%,d posts accepted, %,d dead letters, %,d waiting for the next notifier%n",
                        status.delivered(),
                        status.deadLetters(),
                        status.waiting());
            }
            return ExitCode.OK;
        }
    }
}
