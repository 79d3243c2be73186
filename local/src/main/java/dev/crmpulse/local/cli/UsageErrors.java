package dev.crmpulse.local.cli;

import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Answers wrong usage with one line that says what was wrong and where help is. */
final class UsageErrors implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException wrong, String[] args) {
        CommandLine command = wrong.getCommandLine();
        StringBuilder line = new StringBuilder("crm-pulse: ").append(oneLine(wrong.getMessage()));
        if (wrong instanceof UnmatchedArgumentException unmatched
                && !unmatched.getSuggestions().isEmpty()) {
            line.append(" (did you mean ")
                    .append(unmatched.getSuggestions().get(0))
                    .append("?)");
        }
        line.append("; see ").append(command.getCommandSpec().qualifiedName()).append(" --help");
        command.getErr().println(line);
        return CommandLine.ExitCode.USAGE;
    }

    private static String oneLine(String message) {
        return message.replaceAll("\\s*\\R\\s*", " ");
    }
}
