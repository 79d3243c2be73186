package dev.crmpulse.engine.event;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/** An event's {@code data} as a map from member names to scalars, or to maps of texts by name, read as the parser of CloudEvents reads it. */
public record MapData(Map<String, Object> members) implements EventData {
    @Override
    public String text(DataMember member) {
        Object value = members.get(member.memberName());
        return value == null ? "" : value.toString();
    }

    @Override
    public BigDecimal decimal(DataMember member) {
        Object value = members.get(member.memberName());
        return value instanceof Number number
                ? DecimalNumber.ofJson(number.toString())
                : DecimalNumber.ofText(text(member));
    }

    @Override
    public Flag flag(DataMember member) {
        return Flag.of(text(member));
    }

    @Override
    public String date(DataMember member) {
        return text(member);
    }

    @Override
    public NamedTexts named(DataMember member) {
        if (!(members.get(member.memberName()) instanceof Map<?, ?> named)) {
            return NamedTexts.NONE;
        }
        Map<String, String> texts = new HashMap<>();
        named.forEach((name, text) -> texts.put(name.toString(), text == null ? "" : text.toString()));
        return NamedTexts.of(texts);
    }

    @Override
    public boolean isCleared(DataMember member) {
        return members.containsKey(member.memberName()) && text(member).isEmpty();
    }
}
