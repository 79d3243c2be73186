package dev.crmpulse.engine.policy;

import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryState;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.DataMember;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.event.NamedTexts;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of an entity by the events so far: of each trait what was said last, such as the kind of a ticket or the
 * channel of a lead, and its dimensions.
 */
public final class EntityTraits implements BinaryState {
    private static final int HAS_DIMENSIONS = 1;

    private final Map<EventField, String> texts = new EnumMap<>(EventField.class);
    private NamedTexts dimensions = NamedTexts.NONE;

    /** Whether an event says anything of the entity that is remembered. */
    public static boolean isSaidBy(CrmEvent event, Entity entity) {
        if (event.saysDimensions()) {
            return true;
        }
        List<EventField> traits = entity.traits(event.type());
        for (int i = 0; i < traits.size(); i++) {
            if (!traits.get(i).of(event).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Whether an event hands a ticket over to the department that has it: then nothing was handed over. */
    public boolean isHandoverWithin(CrmEvent event) {
        if (event.type() != EventType.TICKET_HANDED_OVER) {
            return false;
        }
        String department = EventField.DEPARTMENT.of(event);
        return !department.isEmpty() && department.equals(text(EventField.DEPARTMENT));
    }

    /** Takes in the next event that concerns the entity. */
    public void apply(CrmEvent event, Entity entity) {
        List<EventField> said = entity.traits(event.type());
        for (int i = 0; i < said.size(); i++) {
            String text = said.get(i).of(event);
            if (!text.isEmpty()) {
                texts.put(said.get(i), text);
            }
        }
        if (event.saysDimensions()) {
            dimensions = event.clears(DataMember.DIMENSIONS)
                    ? NamedTexts.NONE
                    : event.dimensions().over(dimensions);
        }
    }

    /** What was said last of a trait, empty if nothing. */
    String text(EventField trait) {
        return texts.getOrDefault(trait, "");
    }

    NamedTexts dimensions() {
        return dimensions;
    }

    @Override
    public void fields(BinaryFields f) throws IOException {
        int written = f.varInt(texts.size() << 1 | (dimensions.isEmpty() ? 0 : HAS_DIMENSIONS));
        if (f.isReading()) {
            for (int i = 0; i < written >> 1; i++) {
                EventField trait = EventField.TRAITS.get(f.varInt(0));
                texts.put(trait, f.text(""));
            }
        } else {
            for (Map.Entry<EventField, String> text : texts.entrySet()) {
                f.varInt(EventField.TRAITS.indexOf(text.getKey()));
                f.text(text.getValue());
            }
        }
        dimensions = (written & HAS_DIMENSIONS) == 0 ? NamedTexts.NONE : dimensions.fields(f);
    }
}
