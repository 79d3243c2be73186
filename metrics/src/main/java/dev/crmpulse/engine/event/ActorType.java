package dev.crmpulse.engine.event;

import java.io.IOException;
import java.util.Locale;

/** Who acted. This decides whether an act counts as a person's, never the actor's name. */
public enum ActorType {
    UNKNOWN(0),
    HUMAN(1),
    BOT(2),
    SYSTEM(3),
    CUSTOMER(4);

    private final int code;

    ActorType(int code) {
        this.code = code;
    }

    /** The type of the contract's {@code actortype}; anything it does not name is {@link #UNKNOWN}. */
    public static ActorType of(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "human" -> HUMAN;
            case "bot" -> BOT;
            case "system" -> SYSTEM;
            case "customer" -> CUSTOMER;
            default -> UNKNOWN;
        };
    }

    /** Stable number in state and on the wire. */
    int code() {
        return code;
    }

    static ActorType ofCode(int code) throws IOException {
        return switch (code) {
            case 0 -> UNKNOWN;
            case 1 -> HUMAN;
            case 2 -> BOT;
            case 3 -> SYSTEM;
            case 4 -> CUSTOMER;
            default -> throw new IOException("unknown actor type code " + code);
        };
    }

    /** The name of the contract, empty for {@link #UNKNOWN}. */
    public String contractName() {
        return this == UNKNOWN ? "" : name().toLowerCase(Locale.ROOT);
    }
}
