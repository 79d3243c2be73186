package dev.crmpulse.connectors.cloudevents;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The attributes of a CloudEvent that are read; all others are passed over. */
enum Attribute {
    ID,
    SOURCE,
    TYPE,
    SUBJECT,
    TENANT,
    TIME,
    RECORDEDAT,
    SENTAT,
    RECEIVEDAT,
    SEQUENCE,
    ACTOR,
    ACTORTYPE,
    TWINS;

    private static final Map<String, Attribute> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(Attribute::attributeName, Function.identity()));

    private final String attributeName = name().toLowerCase(Locale.ROOT);

    /** The name in JSON. */
    String attributeName() {
        return attributeName;
    }

    /** The attribute with this name in JSON, null for one that nobody reads. */
    static Attribute named(String name) {
        return BY_NAME.get(name);
    }
}
