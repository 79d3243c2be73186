package dev.crmpulse.local.cli;

import com.clickhouse.client.api.ServerException;
import dev.crmpulse.connectors.mapping.MappingException;
import dev.crmpulse.connectors.policy.PolicyException;
import dev.crmpulse.connectors.yaml.YamlException;
import dev.crmpulse.jobs.live.PreflightException;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Answers a failure with one line; where it came from goes to the log, and to the terminal with {@code --debug}. */
final class Failures implements IExecutionExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private final BooleanSupplier debug;

    Failures(BooleanSupplier debug) {
        this.debug = debug;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        LOG.error("command {} failed", command.getCommandName(), failure);
        command.getErr().println("crm-pulse: " + line(failure));
        if (debug.getAsBoolean()) {
            failure.printStackTrace(command.getErr());
        }
        return failure instanceof UsageException
                        || failure instanceof MappingException
                        || failure instanceof PolicyException
                        || failure instanceof YamlException
                ? CommandLine.ExitCode.USAGE
                : CommandLine.ExitCode.SOFTWARE;
    }

    /** The first message, from the outside in, that was written for people. */
    private static String line(Throwable failure) {
        if (failure instanceof PreflightException) {
            return firstLine(failure.getMessage());
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ServerException) {
                return firstLine(cause.getMessage());
            }
        }
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : firstLine(message);
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("").strip();
    }
}
