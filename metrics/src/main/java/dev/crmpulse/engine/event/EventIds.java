package dev.crmpulse.engine.event;

/** The things an event names; empty where it names none of the kind. */
public record EventIds(String leadId, String dealId, String customerId, String repId) {}
