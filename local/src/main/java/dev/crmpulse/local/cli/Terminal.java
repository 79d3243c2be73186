package dev.crmpulse.local.cli;

/** Whether a person looks at the output. */
final class Terminal {
    private Terminal() {}

    /** Whether standard output goes to a terminal and may move its cursor. */
    @SuppressWarnings("SystemConsoleNull") // crm-pulse runs on Java 17, where null means that it does not
    static boolean isInteractive() {
        String kind = System.getenv("TERM");
        return System.console() != null && kind != null && !kind.equals("dumb");
    }
}
