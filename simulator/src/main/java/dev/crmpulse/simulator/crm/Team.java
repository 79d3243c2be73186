package dev.crmpulse.simulator.crm;

/**
 * A team at work.
 *
 * @param leadId the person who leads it
 */
record Team(String id, String region, String leadId) {}
