package dev.crmpulse.embedded.clickhouse;

/** Exit codes of the server's process, and of what went wrong the one line for the user. */
enum ServerExit {
    STOPPED(0),
    FAILED(1),
    WRONG_ARGUMENTS(2),
    /** The engine's own code for a directory that another server has open. */
    DIRECTORY_IN_USE(76),
    /** EADDRINUSE of Linux. */
    PORT_IN_USE(98);

    private final int code;

    ServerExit(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
