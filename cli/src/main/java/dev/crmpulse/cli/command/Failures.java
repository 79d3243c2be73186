package dev.crmpulse.cli.command;

import com.clickhouse.client.api.ServerException;
import dev.crmpulse.connectors.mapping.MappingException;
import dev.crmpulse.connectors.policy.PolicyException;
import dev.crmpulse.connectors.yaml.YamlException;
import dev.crmpulse.embedded.directory.FileFailure;
import dev.crmpulse.jobs.live.PreflightException;
import java.io.IOException;
import java.util.Optional;
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
        command.getErr().println("crm-pulse: " + withFile(line(failure), failure));
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

    /** The line with the file that was at fault, and what to do where it is the disk's. */
    private static String withFile(String line, Throwable failure) {
        Optional<IOException> file = FileFailure.in(failure);
        if (file.isEmpty()) {
            return line;
        }
        String text = firstLine(FileFailure.text(file.get()));
        String name = text.substring(0, Math.max(0, text.lastIndexOf(": ")));
        String reason = text.substring(text.lastIndexOf(": ") + 1).strip();
        boolean isIncluded = line.contains(reason) || (!name.isEmpty() && !line.equals(name) && line.contains(name));
        String whole = isIncluded ? line : line.equals(name) ? text : line + ": " + text;
        return FileFailure.isOfDisk(whole) && !whole.contains("--data-dir")
                ? whole + "; make room, or choose another directory with --data-dir, then give the same command again"
                : whole;
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
