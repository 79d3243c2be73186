package dev.crmpulse.cli.command;

import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Answers wrong usage with one line that says what was wrong and where help is. */
final class UsageErrors implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException wrong, String[] args) {
        CommandLine command = wrong.getCommandLine();
        StringBuilder line = new StringBuilder("crm-pulse: ").append(whatIsWrong(wrong));
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

    private static String whatIsWrong(ParameterException wrong) {
        if (wrong instanceof UnmatchedArgumentException unmatched
                && !unmatched.isUnknownOption()
                && wrong.getCommandLine().getParent() == null) {
            return "there is no command '" + unmatched.getUnmatched().get(0) + "'";
        }
        return oneLine(wrong.getMessage());
    }

    private static String oneLine(String message) {
        return message.replaceAll("\\s*\\R\\s*", " ");
    }
}
