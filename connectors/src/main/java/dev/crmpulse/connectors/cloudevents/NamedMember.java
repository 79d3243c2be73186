package dev.crmpulse.connectors.cloudevents;

import dev.crmpulse.engine.event.DataMember;
import dev.crmpulse.engine.event.DateText;
import dev.crmpulse.engine.event.NamedTexts;
import dev.crmpulse.engine.event.TimeRange;
import dev.crmpulse.engine.event.UnreadableMemberException;
import java.util.HashMap;
import java.util.Map;

/** A member that is an object of texts by free names, as it was found: whether it can be read is asked later. */
final class NamedMember {
    /** So many dimensions an event may name; each is a column of its own to whoever groups by it. */
    private static final int MOST_DIMENSIONS = 8;

    private final Map<String, String> texts = new HashMap<>();
    private boolean onlyTexts = true;
    private boolean namedOnce = true;

    /** Takes in the next one; null clears as empty text does. */
    void put(String name, JsonScalar kind, String text) {
        onlyTexts &= kind == JsonScalar.TEXT || kind == JsonScalar.NULL;
        namedOnce &= texts.put(name, text) == null;
    }

    /** What it says; throws where it is not read. */
    NamedTexts read(DataMember member) {
        if (!onlyTexts) {
            throw new UnreadableMemberException(member, "must hold texts only");
        }
        if (!namedOnce) {
            throw new UnreadableMemberException(member, "gives a name twice");
        }
        if (texts.containsKey("")) {
            throw new UnreadableMemberException(member, "has an empty name");
        }
        switch (member.kind()) {
            case DATES -> {
                if (texts.values().stream().anyMatch(DateText::isOutOfRange)) {
                    throw new UnreadableMemberException(member, "has a date outside of " + TimeRange.WORDS);
                }
            }
            case TEXTS -> {
                if (texts.size() > MOST_DIMENSIONS) {
                    throw new UnreadableMemberException(
                            member, "names " + texts.size() + " dimensions, at most " + MOST_DIMENSIONS + " are kept");
                }
            }
            case TEXT, NUMBER, FLAG, DATE -> throw new IllegalArgumentException(member.memberName());
        }
        return NamedTexts.of(texts);
    }
}
