package dev.crmpulse.jobs.live;

import dev.crmpulse.engine.timeline.Timeline;
import dev.crmpulse.jobs.Origin;
import dev.crmpulse.jobs.config.ConfigFile;
import dev.crmpulse.jobs.config.LiveConfig;
import dev.crmpulse.metrics.catalogue.Timelines;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The program that {@code flink run} starts: {@code crm-pulse.jar TIMELINE...|all --config F}. */
@Command(name = "crm-pulse.jar", description = "Runs timelines on the cluster it is submitted to.")
public final class CrmPulseJob implements Callable<Integer> {
    /** Longer than a job that an upgrade has stopped seems to run. */
    private static final Duration UPGRADE_TIMEOUT = Duration.ofSeconds(45);

    @Parameters(
            arity = "1..*",
            paramLabel = "TIMELINE",
            description = "engagement, customer, people, queue, handover, desk, ticket, or all")
    private List<String> timelines;

    @Option(
            names = "--config",
            required = true,
            paramLabel = "F",
            description = "file that says where Kafka and ClickHouse are")
    private Path config;

    @Option(
            names = "--read-from",
            paramLabel = "T",
            converter = MomentConverter.class,
            description =
                    "where the state does not know, as after a back-fill: read what was written to the topic at this"
                            + " moment or later (default: all)")
    private Instant readFrom;

    public static void main(String[] args) throws Exception {
        CommandLine commandLine = new CommandLine(new CrmPulseJob());
        // Flink's client reports what is thrown; a program that exits would take the client with it
        commandLine.setExecutionExceptionHandler((failure, command, parsed) -> {
            throw failure;
        });
        commandLine.setParameterExceptionHandler((wrong, given) -> {
            throw wrong;
        });
        commandLine.execute(args);
    }

    @Override
    public Integer call() throws Exception {
        ConfigFile file = ConfigFile.read(config);
        LiveConfig live = file.live(timelinesOf(timelines));
        long run = LiveStart.prepare(live, file.tenants().profiles().values(), UPGRADE_TIMEOUT);
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        Origin origin = readFrom == null ? Origin.live(live.kafka()) : Origin.live(live.kafka(), readFrom);
        LiveJob.build(environment, live, run, origin);
        environment.execute(nameOf(live.timelines()));
        return 0;
    }

    /** Name of the job of these timelines, as Flink shows it. */
    public static String nameOf(List<Timeline> timelines) {
        return "crm-pulse "
                + String.join(" ", timelines.stream().map(Timeline::name).toList());
    }

    /**
     * The timelines of these names.
     *
     * @throws IllegalArgumentException where one is unknown, saying which there are
     */
    public static List<Timeline> timelinesOf(List<String> names) {
        if (names.equals(List.of("all"))) {
            return Timelines.ALL;
        }
        List<String> known = Timelines.NAMES;
        for (String name : names) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "there is no timeline '" + name + "'; there are " + String.join(", ", known) + ", and all");
            }
        }
        return Timelines.ALL.stream()
                .filter(timeline -> names.contains(timeline.name()))
                .toList();
    }
}
