package dev.crmpulse.connectors.cloudevents;

import dev.crmpulse.engine.event.DataMember;
import dev.crmpulse.engine.event.PlainTime;
import dev.crmpulse.engine.event.Rfc3339;
import dev.crmpulse.engine.event.TimeRange;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * Reads an event as nearly all senders write it straight from its bytes, without a parser of all JSON. What is not plain, or
 * not in order, it leaves to {@link EventReader}, whose answer for what it does read is the same.
 */
final class PlainEventReader {
    /** Parsers limit the length of texts; none is as strict as this. */
    private static final int LONGEST = 1 << 20;

    private static final byte[] DATA = "data".getBytes(StandardCharsets.US_ASCII);

    /** Of these each event has its own; the values of others come again. */
    private static final Set<DataMember> UNREPEATED = EnumSet.of(
            DataMember.LEAD_ID,
            DataMember.DEAL_ID,
            DataMember.CUSTOMER_ID,
            DataMember.COST,
            DataMember.INTO,
            DataMember.DURATION,
            DataMember.NOTES,
            DataMember.NEXT_STEP_AT,
            DataMember.AMOUNT,
            DataMember.SURVEY_ID,
            DataMember.RESPONDENT,
            DataMember.ORIGIN_ROW);

    private final NameReader<Attribute> attributeNames = new NameReader<>(Attribute.values(), Attribute::attributeName);
    private final NameReader<DataMember> memberNames = new NameReader<>(DataMember.values(), DataMember::memberName);
    private final PlainJson json = new PlainJson();
    private final TextCache texts = new TextCache();
    private final EventMembers members;

    PlainEventReader(EventMembers members) {
        this.members = members;
    }

    /**
     * Reads an event into members that were cleared.
     *
     * @return false where it is not plain; the members are to be cleared again then
     */
    boolean read(byte[] value) {
        json.start(value);
        boolean isRead = value.length <= LONGEST && readEvent() && json.isAtEnd();
        if (isRead && json.isOnOneLine()) {
            members.noteOneLine();
        }
        return isRead;
    }

    private boolean readEvent() {
        if (!json.passSign('{')) {
            return false;
        }
        attributeNames.start();
        do {
            if (!attributeNames.pass(json) || !readMember()) {
                return false;
            }
        } while (json.passSign(','));
        return json.passSign('}');
    }

    private boolean readMember() {
        Attribute attribute = attributeNames.meaning();
        if (attribute != null) {
            return readAttribute(attribute);
        }
        return Arrays.equals(json.bytes(), json.from(), json.to(), DATA, 0, DATA.length)
                ? readData()
                : json.passValue() != null;
    }

    private boolean readAttribute(Attribute attribute) {
        JsonScalar kind = json.passValue();
        if (kind == null || members.has(attribute)) {
            return false;
        }
        switch (kind) {
            case NULL -> members.put(attribute, "");
            case TEXT, WHOLE -> putAttribute(attribute);
            case NUMBER, TRUTH, NESTED -> {
                return false;
            }
        }
        return true;
    }

    private void putAttribute(Attribute attribute) {
        long millis = attribute.isTime() ? PlainTime.millisOrNone(json.bytes(), json.from(), json.to()) : Rfc3339.NONE;
        if (millis != Rfc3339.NONE && TimeRange.contains(millis)) {
            members.putMillis(attribute, millis);
        } else {
            members.put(attribute, text(attribute.isRepeated()));
        }
    }

    private boolean readData() {
        if (members.hasData()) {
            return false;
        }
        members.startData();
        if (!json.passSign('{')) {
            return json.passValue() == JsonScalar.NULL;
        }
        if (json.passSign('}')) {
            return true;
        }
        memberNames.start();
        do {
            if (!memberNames.pass(json) || !readDataMember()) {
                return false;
            }
        } while (json.passSign(','));
        return json.passSign('}');
    }

    private boolean readDataMember() {
        DataMember member = memberNames.meaning();
        JsonScalar kind = json.passValue();
        if (kind == null || member == null) {
            return kind != null;
        }
        if (kind == JsonScalar.NESTED && member.kind().isNamed()) {
            // few events have one, and a parser reads its names
            return false;
        }
        return members.data.put(
                member,
                kind,
                switch (kind) {
                    case NULL, NESTED -> "";
                    case TEXT, WHOLE, NUMBER, TRUTH -> text(!UNREPEATED.contains(member));
                });
    }

    /** The text of the scalar passed last. */
    private String text(boolean isRepeated) {
        return isRepeated ? texts.text(json) : json.text();
    }
}
