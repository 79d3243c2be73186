package dev.crmpulse.metrics.desk;

import dev.crmpulse.engine.event.BinaryFields;
import dev.crmpulse.engine.event.BinaryValue;
import dev.crmpulse.engine.event.CrmEvent;
import dev.crmpulse.engine.event.DataMember;
import java.io.IOException;
import java.math.BigDecimal;

/**
 * An amount in the unit of its currency, never converted.
 *
 * @param amount null where it is unknown; then the currency is empty
 */
record Money(BigDecimal amount, String currency) implements BinaryValue<Money> {
    /** Nothing is known of it. */
    static final Money UNKNOWN = new Money(null, "");

    /** What it is after an event that gives an amount, takes it back or leaves it as it was. */
    Money after(CrmEvent event, BigDecimal given, String givenCurrency) {
        if (given != null) {
            return new Money(given, givenCurrency);
        }
        return event.clears(DataMember.AMOUNT) ? UNKNOWN : this;
    }

    @Override
    public Money fields(BinaryFields f) throws IOException {
        return new Money(f.decimal(amount), f.text(currency));
    }
}
