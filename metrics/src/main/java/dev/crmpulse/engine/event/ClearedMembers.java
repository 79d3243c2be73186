package dev.crmpulse.engine.event;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The members that an event gives as null or as empty text: cleared, where a missing one leaves things as they
 * were. Kept of those that metrics remember from one event to the next.
 *
 * @param bits the place of each in {@link #KEPT}
 */
public record ClearedMembers(int bits) {
    /** Nothing is cleared. */
    public static final ClearedMembers NONE = new ClearedMembers(0);

    /** In state and on the wire each is its place: new ones come last. */
    private static final List<DataMember> KEPT = List.of(
            DataMember.OWNER,
            DataMember.STAGE,
            DataMember.TO,
            DataMember.AMOUNT,
            DataMember.CURRENCY,
            DataMember.NEXT_STEP,
            DataMember.NEXT_STEP_AT,
            DataMember.TEAM,
            DataMember.MANAGER,
            DataMember.REGION,
            DataMember.ROLE,
            DataMember.STATUS,
            DataMember.PLANNED_AT,
            DataMember.DUE_AT,
            DataMember.DUE,
            DataMember.DIMENSIONS);

    private static final Map<DataMember, Integer> BIT_OF_MEMBER = new EnumMap<>(DataMember.class);

    static {
        for (int place = 0; place < KEPT.size(); place++) {
            BIT_OF_MEMBER.put(KEPT.get(place), 1 << place);
        }
    }

    /** Those of an event's {@code data}. */
    public static ClearedMembers of(EventData data) {
        int bits = 0;
        for (int i = 0; i < KEPT.size(); i++) {
            if (data.isCleared(KEPT.get(i))) {
                bits |= 1 << i;
            }
        }
        return ofBits(bits);
    }

    static ClearedMembers ofBits(int bits) {
        return bits == 0 ? NONE : new ClearedMembers(bits);
    }

    /** Whether the event clears this one. */
    public boolean has(DataMember member) {
        return bits != 0 && (bits & BIT_OF_MEMBER.getOrDefault(member, 0)) != 0;
    }
}
