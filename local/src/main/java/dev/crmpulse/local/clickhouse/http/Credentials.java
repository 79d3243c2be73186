package dev.crmpulse.local.clickhouse.http;

import dev.crmpulse.local.clickhouse.engine.EngineException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The one user the server knows, and the password. */
public record Credentials(String user, String password) {
    /** ClickHouse's own default: user {@code default} without a password. */
    public static final Credentials DEFAULT = new Credentials("default", "");

    /** @throws EngineException 516 if the given ones differ */
    void check(Credentials given) {
        boolean sameUser = equal(user, given.user);
        boolean samePassword = equal(password, given.password);
        if (!sameUser || !samePassword) {
            throw EngineException.of(
                    516,
                    "AUTHENTICATION_FAILED",
                    given.user + ": Authentication failed: password is incorrect, or there is no user with such name.");
        }
    }

    private static boolean equal(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "Credentials[" + user + "]";
    }
}
