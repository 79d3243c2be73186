package dev.crmpulse.cli.command;

import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import dev.crmpulse.connectors.kafka.KafkaEndpoint;
import dev.crmpulse.jobs.config.ConfigFile;
import dev.crmpulse.jobs.live.Preflight;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Whose Kafka and ClickHouse a command works on: somebody's own, or those of a data directory. */
final class StoresOption {
    @Option(
            names = "--config",
            paramLabel = "F",
            description = "file that says where Kafka and ClickHouse are, such as deploy/config/crm-pulse.yaml")
    private Path config;

    @Mixin
    private DataDirOption dataDir;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** What is done with them. */
    interface Use {
        void of(KafkaEndpoint kafka, ClickHouseEndpoint clickHouse) throws Exception;
    }

    /** Whether the command line says which, so that a command that can do without has to ask them. */
    boolean areNamed() {
        return config != null || command.commandLine().getParseResult().hasMatchedOption("--data-dir");
    }

    void use(Use use) throws Exception {
        if (config != null) {
            ConfigFile file = ConfigFile.read(config);
            Preflight.kafka(file.requireKafka());
            Preflight.clickHouse(file.requireClickHouse());
            use.of(file.requireKafka(), file.requireClickHouse());
        } else {
            try (RunningStores stores = RunningStores.of(dataDir.path())) {
                use.of(stores.kafka(), stores.clickHouse());
            }
        }
    }
}
