package dev.crmpulse.connectors.cloudevents;

import dev.crmpulse.engine.event.DataMember;
import dev.crmpulse.engine.event.Rfc3339;
import dev.crmpulse.engine.event.TimeRange;
import dev.crmpulse.engine.event.WholeNumber;
import java.time.DateTimeException;
import java.util.Arrays;

/** What one event's JSON holds of the members that are read, in slots that are used again for the next event. */
final class EventMembers {
    final MemberSlots data = new MemberSlots();

    /** In the order of attributes; null where one is missing, empty where it is null or was put as a time. */
    private final String[] texts = new String[Attribute.values().length];
    /** In the order of attributes; {@link Rfc3339#NONE} where one was not put as a time. */
    private final long[] times = new long[texts.length];

    private boolean hasData;
    private boolean isOneLine;
    private ContractViolation violation;

    void clear() {
        Arrays.fill(texts, null);
        Arrays.fill(times, Rfc3339.NONE);
        data.clear();
        hasData = false;
        isOneLine = false;
        violation = null;
    }

    /** Notes that an attribute is given, before its value is read: that it is given twice comes before what is wrong in it. */
    void start(Attribute attribute) {
        if (has(attribute)) {
            violated("repeated member", attribute.attributeName() + " is given twice");
        }
    }

    void put(Attribute attribute, String text) {
        texts[slot(attribute)] = text;
    }

    /** Puts a time that lies within the range of times. */
    void putMillis(Attribute attribute, long millis) {
        put(attribute, "");
        times[slot(attribute)] = millis;
    }

    /** Notes that the bytes of the event are a line that any table can hold. */
    void noteOneLine() {
        isOneLine = true;
    }

    /** Whether that is known; where it is not, it may be so all the same. */
    boolean isOneLine() {
        return isOneLine;
    }

    boolean hasData() {
        return hasData;
    }

    /** Notes that there is {@code data}, of whatever kind. */
    void startData() {
        if (hasData) {
            violated("repeated member", "data is given twice");
        }
        hasData = true;
    }

    /** Notes what is wrong with the event, unless something was before. */
    void violated(String reason, String detail) {
        if (violation == null) {
            violation = new ContractViolation(reason, detail);
        }
    }

    /** Throws the first thing found wrong while reading, if any. */
    void requireNoViolation() throws ContractViolation {
        if (violation != null) {
            throw violation;
        }
    }

    boolean has(Attribute attribute) {
        return texts[slot(attribute)] != null;
    }

    boolean isTick() {
        return ClockTick.TYPE.equals(get(Attribute.TYPE));
    }

    /** The text of an attribute, empty where it is missing or null, or was put as a time. */
    String get(Attribute attribute) {
        String text = texts[slot(attribute)];
        return text == null ? "" : text;
    }

    /** The text of an attribute that must be there; empty where it was put as a time. */
    String required(Attribute attribute) throws ContractViolation {
        String text = get(attribute);
        if (text.isEmpty() && !isTimed(attribute)) {
            throw new ContractViolation(
                    "no " + attribute.attributeName(),
                    "attribute " + attribute.attributeName() + " is missing or empty");
        }
        return text;
    }

    long millis(Attribute attribute) throws ContractViolation {
        return isTimed(attribute) ? times[slot(attribute)] : millisOfText(attribute);
    }

    private long millisOfText(Attribute attribute) throws ContractViolation {
        String name = attribute.attributeName();
        long millis;
        try {
            millis = Rfc3339.millis(get(attribute));
        } catch (DateTimeException noTime) {
            throw new ContractViolation("bad " + name, "attribute " + name + " " + noTime.getMessage());
        }
        if (!TimeRange.contains(millis)) {
            throw new ContractViolation("bad " + name, "attribute " + name + " is outside of " + TimeRange.WORDS);
        }
        return millis;
    }

    /** A time, or another value where the attribute is missing or empty. */
    long millisOr(long missing, Attribute attribute) throws ContractViolation {
        return get(attribute).isEmpty() && !isTimed(attribute) ? missing : millis(attribute);
    }

    private boolean isTimed(Attribute attribute) {
        return times[slot(attribute)] != Rfc3339.NONE;
    }

    @SuppressWarnings("EnumOrdinal") // a place in memory, which nobody else sees
    private static int slot(Attribute attribute) {
        return attribute.ordinal();
    }

    String originFile() {
        return data.note(DataMember.ORIGIN_FILE);
    }

    long originRow() {
        return Math.max(0, WholeNumber.of(data.note(DataMember.ORIGIN_ROW)).orElse(0));
    }
}
