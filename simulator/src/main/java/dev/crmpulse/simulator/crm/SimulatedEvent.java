package dev.crmpulse.simulator.crm;

import java.time.Instant;

/**
 * One record for the event topic.
 *
 * @param publishAt when the CRM sends it, never before it happened
 * @param time when it happened, also where the bytes do not contain it
 * @param key tenant, slash, subject
 * @param defect what is not as it should be with this delivery
 * @param json structured CloudEvent, UTF-8; no JSON where it was cut off
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record SimulatedEvent(Instant publishAt, Instant time, String key, Defect defect, byte[] json) {}
