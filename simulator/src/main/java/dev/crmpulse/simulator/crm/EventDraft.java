package dev.crmpulse.simulator.crm;

import dev.crmpulse.engine.event.ActorType;
import dev.crmpulse.engine.event.EventType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** An event before it is written: its attributes, and the members of its data in their order. */
final class EventDraft {
    private final String tenant;
    private final String id;
    private final String type;
    private final String subject;
    private final long timeMillis;
    private final int sequence;
    private ActorType actorType = ActorType.SYSTEM;
    private String actor = "";
    private final List<Member> data;

    /** One member of the data; its value is a text, a truth, a whole number, or texts by their names. */
    record Member(String name, Object value) {}

    EventDraft(String tenant, String id, String type, String subject, long timeMillis, int sequence) {
        this(tenant, id, type, subject, timeMillis, sequence, new ArrayList<>());
    }

    private EventDraft(
            String tenant, String id, String type, String subject, long timeMillis, int sequence, List<Member> data) {
        this.tenant = tenant;
        this.id = id;
        this.type = type;
        this.subject = subject;
        this.timeMillis = timeMillis;
        this.sequence = sequence;
        this.data = data;
    }

    EventDraft by(ActorType newActorType, String newActor) {
        actorType = newActorType;
        actor = newActor;
        return this;
    }

    EventDraft byRep(Rep rep) {
        return by(ActorType.HUMAN, rep.id());
    }

    /** Adds a member; an empty text is left out. */
    EventDraft with(String name, Object value) {
        if (!"".equals(value)) {
            data.add(new Member(name, value));
        }
        return this;
    }

    EventDraft withId(String newId) {
        return copy(tenant, newId, type, data);
    }

    EventDraft withTenant(String newTenant) {
        return copy(newTenant, id, type, data);
    }

    /** Something about the same subject at the same time that no contract knows. */
    EventDraft ofUnknownType(String newType) {
        return copy(tenant, id + "-x", newType, List.of(new Member("screen_seconds", 30)))
                .by(ActorType.SYSTEM, "");
    }

    /** The same event with one value changed. */
    EventDraft corrected() {
        List<Member> mended = new ArrayList<>(data);
        for (int i = 0; i < mended.size(); i++) {
            Object value = mendedValue(mended.get(i));
            if (value != null) {
                mended.set(i, new Member(mended.get(i).name(), value));
                return copy(tenant, id, type, mended);
            }
        }
        mended.add(new Member("edited", true));
        return copy(tenant, id, type, mended);
    }

    private static Object mendedValue(Member member) {
        return switch (member.name()) {
            case "amount" ->
                new BigDecimal((String) member.value())
                        .multiply(new BigDecimal("0.95"))
                        .setScale(2, RoundingMode.HALF_UP)
                        .toPlainString();
            case "duration" -> (Integer) member.value() + 30;
            case "score" -> (Integer) member.value() > 3 ? (Integer) member.value() - 1 : (Integer) member.value() + 1;
            case "size" -> member.value().equals("medium") ? "large" : "medium";
            case "notes" -> member.value() + "; corrected";
            default -> null;
        };
    }

    private EventDraft copy(String newTenant, String newId, String newType, List<Member> newData) {
        return new EventDraft(newTenant, newId, newType, subject, timeMillis, sequence, new ArrayList<>(newData))
                .by(actorType, actor);
    }

    String key() {
        return tenant + '/' + subject;
    }

    String tenant() {
        return tenant;
    }

    String id() {
        return id;
    }

    /** With the prefix of the contract. */
    String fullType() {
        return EventType.PREFIX + type;
    }

    String subject() {
        return subject;
    }

    long timeMillis() {
        return timeMillis;
    }

    int sequence() {
        return sequence;
    }

    ActorType actorType() {
        return actorType;
    }

    String actor() {
        return actor;
    }

    List<Member> data() {
        return data;
    }
}
