package dev.crmpulse.cli.secured;

import java.util.UUID;

/** Makes passwords that stand nowhere else. */
final class Secrets {
    private Secrets() {}

    static String make() {
        return "secret-" + UUID.randomUUID();
    }
}
