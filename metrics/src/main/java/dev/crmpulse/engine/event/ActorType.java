package dev.crmpulse.engine.event;

import java.util.Locale;

/** Who acted. This decides whether an act counts as a person's, never the actor's name. */
public enum ActorType {
    UNKNOWN,
    HUMAN,
    BOT,
    SYSTEM,
    CUSTOMER;

    static final Codes<ActorType> CODES = Codes.of(UNKNOWN, HUMAN, BOT, SYSTEM, CUSTOMER);

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

    /** The name of the contract, empty for {@link #UNKNOWN}. */
    public String contractName() {
        return this == UNKNOWN ? "" : name().toLowerCase(Locale.ROOT);
    }
}
