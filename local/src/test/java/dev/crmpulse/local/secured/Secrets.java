package dev.crmpulse.local.secured;

import java.util.UUID;

/** Makes passwords that stand nowhere else. */
final class Secrets {
    private Secrets() {}

    static String make() {
        return "secret-" + UUID.randomUUID();
    }
}
