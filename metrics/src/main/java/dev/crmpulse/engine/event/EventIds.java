package dev.crmpulse.engine.event;

/**
 * The things an event names, by which its history is found; empty where it names none of the kind.
 *
 * @param keyId what {@link Family#keyId} finds
 */
public record EventIds(String leadId, String dealId, String keyId) {}
