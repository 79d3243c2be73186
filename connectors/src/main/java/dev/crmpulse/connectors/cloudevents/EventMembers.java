package dev.crmpulse.connectors.cloudevents;

import dev.crmpulse.engine.event.DataMember;
import dev.crmpulse.engine.event.Rfc3339;
import dev.crmpulse.engine.event.TimeRange;
import dev.crmpulse.engine.event.WholeNumber;
import java.time.DateTimeException;
import java.util.EnumMap;

/** What one event's JSON holds of the members that are read, in slots that are used again for the next event. */
final class EventMembers {
    final MemberSlots data = new MemberSlots();

    /** Empty texts stand for null. */
    private final EnumMap<Attribute, String> attributes = new EnumMap<>(Attribute.class);

    private boolean hasData;
    private ContractViolation violation;

    void clear() {
        attributes.clear();
        data.clear();
        hasData = false;
        violation = null;
    }

    /** Notes that an attribute is given, before its value is read: that it is given twice comes before what is wrong in it. */
    void start(Attribute attribute) {
        if (attributes.containsKey(attribute)) {
            violated("repeated member", attribute.attributeName() + " is given twice");
        }
    }

    void put(Attribute attribute, String text) {
        attributes.put(attribute, text);
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
        return attributes.containsKey(attribute);
    }

    boolean isTick() {
        return ClockTick.TYPE.equals(get(Attribute.TYPE));
    }

    /** The text of an attribute, empty where it is missing or null. */
    String get(Attribute attribute) {
        return attributes.getOrDefault(attribute, "");
    }

    String required(Attribute attribute) throws ContractViolation {
        String text = get(attribute);
        if (text.isEmpty()) {
            throw new ContractViolation(
                    "no " + attribute.attributeName(),
                    "attribute " + attribute.attributeName() + " is missing or empty");
        }
        return text;
    }

    long millis(Attribute attribute) throws ContractViolation {
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
        return get(attribute).isEmpty() ? missing : millis(attribute);
    }

    String originFile() {
        return data.note(DataMember.ORIGIN_FILE);
    }

    long originRow() {
        return Math.max(0, WholeNumber.of(data.note(DataMember.ORIGIN_ROW)).orElse(0));
    }
}
