package dev.crmpulse.cli.command;

import com.sun.jna.Function;

/** Whether a person looks at the output. */
final class Terminal {
    private static final int STANDARD_ERROR = 2;

    private Terminal() {}

    /** Whether standard input and output are a terminal: results may be laid out for people. */
    @SuppressWarnings("SystemConsoleNull") // crm-pulse runs on Java 17, where null means that they are not
    static boolean isInteractive() {
        return System.console() != null && hasCursor();
    }

    /**
     * Whether standard error, where progress goes, is a terminal whose cursor may be moved. Java only knows of the other
     * two: {@code 2>log} would fill the log with bars, and {@code | tee} would lose them.
     */
    static boolean showsErrors() {
        return hasCursor() && Function.getFunction("c", "isatty").invokeInt(new Object[] {STANDARD_ERROR}) == 1;
    }

    private static boolean hasCursor() {
        String kind = System.getenv("TERM");
        return kind != null && !kind.equals("dumb");
    }
}
