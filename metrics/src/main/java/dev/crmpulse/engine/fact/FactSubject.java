package dev.crmpulse.engine.fact;

/** Whom a fact is about; ids that are unknown are empty. */
public record FactSubject(String tenant, String leadId, String dealId, String customerId) {}
