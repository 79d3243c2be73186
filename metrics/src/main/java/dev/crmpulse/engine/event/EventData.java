package dev.crmpulse.engine.event;

import java.math.BigDecimal;

/**
 * The members of an event's {@code data}, as its reader found them. Each way to read throws an
 * {@link UnreadableMemberException} for what the contract does not take, such as a list.
 */
public interface EventData {
    /** That of an event that gives no member. */
    EventData EMPTY = new EventData() {
        @Override
        public String text(DataMember member) {
            return "";
        }

        @Override
        public BigDecimal decimal(DataMember member) {
            return null;
        }

        @Override
        public Flag flag(DataMember member) {
            return Flag.UNKNOWN;
        }

        @Override
        public String date(DataMember member) {
            return "";
        }

        @Override
        public NamedTexts named(DataMember member) {
            return NamedTexts.NONE;
        }

        @Override
        public boolean isCleared(DataMember member) {
            return false;
        }
    };

    /** Text of a member given as text or as a whole number; empty where it is absent or null. */
    String text(DataMember member);

    /** Decimal of a member given as number or as numeric text; null where it is absent or no number. */
    BigDecimal decimal(DataMember member);

    /** Truth of a member given as boolean, as 0 or 1, or as a word that {@link Flag#of} knows. */
    Flag flag(DataMember member);

    /** Text of a member that is read as a date by {@link DateText}; empty where it is absent or null. */
    String date(DataMember member);

    /** Texts of a member that is an object of texts; none where it is absent or null. */
    NamedTexts named(DataMember member);

    /** Whether a member is given as null or as empty text: cleared, where a missing one leaves as it was. */
    boolean isCleared(DataMember member);
}
