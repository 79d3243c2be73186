package dev.crmpulse.metrics.event;

import java.math.BigDecimal;

/** The scalar members of an event's {@code data}, as its reader found them. */
public interface EventData {
    /** Text of a member; empty where it is absent, null or no scalar. */
    String text(DataMember member);

    /** Decimal of a member given as number or as numeric text; null where it is absent or no number. */
    BigDecimal decimal(DataMember member);

    /** Truth of a member given as boolean or as {@code "true"}/{@code "false"}. */
    Flag flag(DataMember member);
}
