package dev.crmpulse.embedded.clickhouse.http;

import dev.crmpulse.embedded.clickhouse.engine.EngineException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A user and a password: those of the one user that may write, or those that a request gives. */
public record Credentials(String user, String password) {
    /** Of a request that gives none: ClickHouse's own default. */
    private static final Credentials NONE = new Credentials("default", "");

    /** What a request may do. */
    enum Door {
        READER,
        WRITER
    }

    /**
     * What whoever gives these may do, where {@code this} is the writer.
     *
     * @throws EngineException 516 if they are neither the writer's nor none
     */
    Door door(Credentials given) {
        boolean sameUser = equal(user, given.user);
        boolean samePassword = equal(password, given.password);
        if (sameUser && samePassword) {
            return Door.WRITER;
        }
        if (given.equals(NONE)) {
            return Door.READER;
        }
        throw EngineException.of(
                516,
                "AUTHENTICATION_FAILED",
                given.user + ": Authentication failed: password is incorrect, or there is no user with such name.");
    }

    private static boolean equal(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "Credentials[" + user + "]";
    }
}
