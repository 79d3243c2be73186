package dev.crmpulse.cli.command;

import dev.crmpulse.cli.replay.ReplayPlan;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.ServiceLoader;
import org.apache.kafka.common.utils.Exit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line. Exit codes: 0 done, 1 failed (or a difference found), 2 wrong usage. */
@Command(
        name = "crm-pulse",
        description = "Turns the activity stream of a CRM into numbers people act on, in seconds.",
        mixinStandardHelpOptions = true,
        versionProvider = CrmPulse.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        scope = ScopeType.INHERIT,
        subcommands = {
            DemoCommand.class,
            ReplayCommand.class,
            SqlCommand.class,
            VerifyCommand.class,
            ExplainCommand.class,
            MigrateCommand.class,
            PolicyCommand.class,
            RunCommand.class,
            AlertsCommand.class,
            EraseCommand.class,
            DlqCommand.class
        })
public final class CrmPulse implements Runnable {
    private static final int BUFFER_BYTES = 1 << 13;

    /** Their modules stand above this one and are on the class path only when they are asked for. */
    private static final String CHECKOUT_COMMANDS =
            "In a checkout also: crm-pulse bench (how fast), crm-pulse soak (the long suites).";

    @Option(names = "--debug", description = "show where a failure came from", scope = ScopeType.INHERIT)
    private boolean debug;

    @Spec
    private CommandSpec spec;

    public static void main(String[] args) {
        Exit.setHaltProcedure((status, message) -> brokerHalted(status));
        StandardOutput output = new StandardOutput(new FileOutputStream(FileDescriptor.out));
        System.setOut(new PrintStream(new BufferedOutputStream(output, BUFFER_BYTES), true, Charset.defaultCharset()));
        int exitCode = commandLine().execute(args);
        System.out.flush();
        System.exit(output.lost().map(CrmPulse::outputLost).orElse(exitCode));
    }

    private static int outputLost(String reason) {
        System.err.println("crm-pulse: standard output could not be written to its end (" + reason
                + "): what it holds is not the whole result");
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** A broker that cannot write ends its process without a word, and nobody else's clean-up gets past a full disk. */
    private static void brokerHalted(int status) {
        System.err.println("crm-pulse: Kafka cannot write to the data directory any more: make room, then give the same"
                + " command again; it goes on from what was kept");
        Runtime.getRuntime().halt(status);
    }

    /** The command line with all its commands, those of other modules too. */
    public static CommandLine commandLine() {
        CrmPulse root = new CrmPulse();
        CommandLine commandLine = new CommandLine(root);
        for (CommandPlugin plugin : ServiceLoader.load(CommandPlugin.class)) {
            commandLine.addSubcommand(plugin);
        }
        commandLine.getCommandSpec().usageMessage().footer(CHECKOUT_COMMANDS);
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setParameterExceptionHandler(new UsageErrors());
        commandLine.setExecutionExceptionHandler(new Failures(() -> root.debug));
        return commandLine;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing");
    }

    /** The version of this build. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = ReplayPlan.class.getPackage().getImplementationVersion();
            return new String[] {"crm-pulse " + (version == null ? "(built from source)" : version)};
        }
    }
}
