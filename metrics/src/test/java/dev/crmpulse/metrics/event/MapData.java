package dev.crmpulse.metrics.event;

import java.math.BigDecimal;
import java.util.Map;

/** An event's {@code data} as a map from member names to scalars, read as the parser of CloudEvents reads it. */
public record MapData(Map<String, Object> members) implements EventData {
    @Override
    public String text(DataMember member) {
        Object value = members.get(member.memberName());
        return value == null ? "" : value.toString();
    }

    @Override
    public BigDecimal decimal(DataMember member) {
        String text = text(member);
        try {
            return text.isEmpty() ? null : new BigDecimal(text);
        } catch (NumberFormatException noNumber) {
            return null;
        }
    }

    @Override
    public Flag flag(DataMember member) {
        return switch (text(member)) {
            case "true" -> Flag.YES;
            case "false" -> Flag.NO;
            default -> Flag.UNKNOWN;
        };
    }
}
