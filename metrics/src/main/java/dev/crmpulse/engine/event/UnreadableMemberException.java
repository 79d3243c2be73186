package dev.crmpulse.engine.event;

/** A member of an event's {@code data} holds what has no reading, or what no table could hold. It names no value. */
public final class UnreadableMemberException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final DataMember member;

    /** @param why what is wrong, such as {@code is a list} */
    public UnreadableMemberException(DataMember member, String why) {
        super("data." + member.memberName() + ' ' + why, null, false, false);
        this.member = member;
    }

    public DataMember member() {
        return member;
    }
}
