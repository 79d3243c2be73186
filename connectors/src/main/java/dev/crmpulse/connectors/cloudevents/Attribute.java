package dev.crmpulse.connectors.cloudevents;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The attributes of a CloudEvent that are read; all others are passed over. */
enum Attribute {
    ID(Kind.OWN),
    SOURCE(Kind.REPEATED),
    TYPE(Kind.REPEATED),
    SUBJECT(Kind.OWN),
    TENANT(Kind.REPEATED),
    TIME(Kind.TIME),
    RECORDEDAT(Kind.TIME),
    SENTAT(Kind.TIME),
    RECEIVEDAT(Kind.TIME),
    SEQUENCE(Kind.REPEATED),
    ACTOR(Kind.REPEATED),
    ACTORTYPE(Kind.REPEATED),
    TWINS(Kind.REPEATED);

    private static final Map<String, Attribute> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(Attribute::attributeName, Function.identity()));

    private final String attributeName = name().toLowerCase(Locale.ROOT);
    private final Kind kind;

    /** What the values of an attribute are like from one event to the next. */
    private enum Kind {
        /** Each event has its own. */
        OWN,
        /** Many events have the same. */
        REPEATED,
        TIME
    }

    Attribute(Kind kind) {
        this.kind = kind;
    }

    boolean isTime() {
        return kind == Kind.TIME;
    }

    /** Whether many events have the same value. */
    boolean isRepeated() {
        return kind == Kind.REPEATED;
    }

    /** The name in JSON. */
    String attributeName() {
        return attributeName;
    }

    /** The attribute with this name in JSON, null for one that nobody reads. */
    static Attribute named(String name) {
        return BY_NAME.get(name);
    }
}
