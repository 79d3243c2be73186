package dev.crmpulse.bench.rival;

/** An act with the lead and the deal that it is about. */
public record SalesEvent(String leadId, String dealId, Act act) {}
