package dev.crmpulse.embedded.clickhouse;

/** The server cannot start; the message is one line for the user. */
final class ServerFailure extends RuntimeException {
    private final ServerExit exit;

    ServerFailure(ServerExit exit, String message) {
        super(message);
        this.exit = exit;
    }

    ServerExit exit() {
        return exit;
    }
}
