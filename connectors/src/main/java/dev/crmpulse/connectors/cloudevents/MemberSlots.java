package dev.crmpulse.connectors.cloudevents;

import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.crmpulse.metrics.event.DataMember;
import dev.crmpulse.metrics.event.EventData;
import dev.crmpulse.metrics.event.Flag;
import java.math.BigDecimal;
import java.util.EnumMap;

/** The members of one event's {@code data}, in slots that are used again for the next event. */
final class MemberSlots implements EventData {
    /** As for numbers that are no text; reading takes a time that grows with the square of the length. */
    private static final int LONGEST_NUMBER = StreamReadConstraints.DEFAULT_MAX_NUM_LEN;

    private final EnumMap<DataMember, String> texts = new EnumMap<>(DataMember.class);

    void clear() {
        texts.clear();
    }

    /** Fills a slot; false where it was filled already, for then readers would not agree on the value. */
    boolean put(DataMember member, String text) {
        return texts.put(member, text) == null;
    }

    @Override
    public String text(DataMember member) {
        String text = texts.get(member);
        return text == null ? "" : text;
    }

    @Override
    public BigDecimal decimal(DataMember member) {
        String text = texts.get(member);
        if (text == null || text.isEmpty() || text.length() > LONGEST_NUMBER) {
            return null;
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException noNumber) {
            return null;
        }
    }

    @Override
    public Flag flag(DataMember member) {
        String text = texts.get(member);
        if (text == null) {
            return Flag.UNKNOWN;
        }
        return switch (text) {
            case "true" -> Flag.YES;
            case "false" -> Flag.NO;
            default -> Flag.UNKNOWN;
        };
    }
}
