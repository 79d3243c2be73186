package dev.crmpulse.connectors.cloudevents;

import com.fasterxml.jackson.core.JsonParser;
import dev.crmpulse.engine.event.DataMember;
import dev.crmpulse.engine.event.DateText;
import dev.crmpulse.engine.event.DecimalNumber;
import dev.crmpulse.engine.event.EventData;
import dev.crmpulse.engine.event.Flag;
import dev.crmpulse.engine.event.NamedTexts;
import dev.crmpulse.engine.event.TimeRange;
import dev.crmpulse.engine.event.UnreadableMemberException;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** The members of one event's {@code data}, in slots that are used again for the next event. */
final class MemberSlots implements EventData {
    /** In the order of members, null where one is missing. */
    private final JsonScalar[] kinds = new JsonScalar[DataMember.values().length];
    /** Empty for null, lists and objects; left over where one is missing. */
    private final String[] texts = new String[kinds.length];
    /** Those that are objects of texts. */
    private final Map<DataMember, NamedMember> named = new EnumMap<>(DataMember.class);

    void clear() {
        Arrays.fill(kinds, null);
        if (!named.isEmpty()) {
            named.clear();
        }
    }

    /** Fills a slot with the value a reader is at; false where it was filled already. */
    boolean put(DataMember member, JsonParser in) throws IOException {
        JsonScalar kind = JsonScalar.of(in);
        return put(
                member,
                kind,
                switch (kind) {
                    case NULL, NESTED -> "";
                    case WHOLE -> wholeText(in);
                    case TEXT, NUMBER, TRUTH -> in.getText();
                });
    }

    /**
     * Fills a slot; false where it was filled already.
     *
     * @param text empty for null, lists and objects
     */
    boolean put(DataMember member, JsonScalar kind, String text) {
        if (kind(member) != null) {
            return false;
        }
        kinds[slot(member)] = kind;
        texts[slot(member)] = text;
        return true;
    }

    /** Fills a slot with an object of texts; false where it was filled already. */
    boolean put(DataMember member, NamedMember value) {
        if (!put(member, JsonScalar.NESTED, "")) {
            return false;
        }
        named.put(member, value);
        return true;
    }

    /** The digits of a whole number; minus zero is zero. */
    static String wholeText(JsonParser in) throws IOException {
        String text = in.getText();
        return text.equals("-0") ? "0" : text;
    }

    @Override
    public String text(DataMember member) {
        JsonScalar kind = kind(member);
        if (kind == null) {
            return "";
        }
        return switch (kind) {
            case NULL -> "";
            case TEXT, WHOLE -> texts[slot(member)];
            case NUMBER, TRUTH, NESTED ->
                throw new UnreadableMemberException(member, "must be a text or a whole number of 64 bits");
        };
    }

    @Override
    public BigDecimal decimal(DataMember member) {
        JsonScalar kind = scalar(member);
        if (kind == null) {
            return null;
        }
        String text = texts[slot(member)];
        BigDecimal number =
                switch (kind) {
                    case TEXT -> DecimalNumber.ofText(text);
                    case WHOLE, NUMBER -> DecimalNumber.ofJson(text);
                    case NULL, TRUTH, NESTED -> null;
                };
        if (number != null && !DecimalNumber.fits(number)) {
            throw new UnreadableMemberException(member, "has more than 14 digits before the point");
        }
        return number;
    }

    @Override
    public Flag flag(DataMember member) {
        JsonScalar kind = scalar(member);
        if (kind == null) {
            return Flag.UNKNOWN;
        }
        String text = texts[slot(member)];
        return kind == JsonScalar.NUMBER ? flag(Double.parseDouble(text)) : Flag.of(text);
    }

    /** A number counts by its value: 1.0 is 1. Minus zero is no digit that anybody means. */
    private static Flag flag(double number) {
        if (number == 1) {
            return Flag.YES;
        }
        return Double.doubleToLongBits(number) == 0 ? Flag.NO : Flag.UNKNOWN;
    }

    @Override
    public String date(DataMember member) {
        if (scalar(member) == null) {
            return "";
        }
        String text = texts[slot(member)];
        if (DateText.isOutOfRange(text)) {
            throw new UnreadableMemberException(member, "is outside of " + TimeRange.WORDS);
        }
        return text;
    }

    @Override
    public NamedTexts named(DataMember member) {
        JsonScalar kind = kind(member);
        if (kind == null || isCleared(member)) {
            return NamedTexts.NONE;
        }
        NamedMember value = kind == JsonScalar.NESTED ? named.get(member) : null;
        if (value == null) {
            throw new UnreadableMemberException(member, "must be an object of texts");
        }
        return value.read(member);
    }

    @Override
    public boolean isCleared(DataMember member) {
        JsonScalar kind = kind(member);
        return kind == JsonScalar.NULL || (kind == JsonScalar.TEXT && texts[slot(member)].isEmpty());
    }

    /** What stands in a member, whatever it is; for what is noted of an event but counted nowhere. */
    String note(DataMember member) {
        return kind(member) == null ? "" : texts[slot(member)];
    }

    /** The kind of a member, null where it is missing. */
    private JsonScalar kind(DataMember member) {
        return kinds[slot(member)];
    }

    /** The kind of a member that is no list and no object, null where it is missing. */
    private JsonScalar scalar(DataMember member) {
        JsonScalar kind = kind(member);
        if (kind == JsonScalar.NESTED) {
            throw new UnreadableMemberException(member, "is a list or an object");
        }
        return kind;
    }

    @SuppressWarnings("EnumOrdinal") // a place in memory, which nobody else sees
    private static int slot(DataMember member) {
        return member.ordinal();
    }
}
