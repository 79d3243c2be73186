package dev.crmpulse.engine.event;

import java.io.DataOutput;
import java.io.IOException;

/** The members of an event's {@code data} that metrics read, typed; absent texts are empty, absent numbers null. */
public sealed interface Payload
        permits LeadPayload, ContactPayload, DealPayload, SurveyPayload, PeoplePayload, OtherPayload {
    /** Writes the members in the order in which the type's reader takes them. */
    void write(DataOutput out) throws IOException;
}
