/**
 * A CRM that looks like one: a pure, seeded generator of events in the order in which they would be published. It knows
 * no Kafka, no clock and no thread; time is simulated, and whoever pulls decides how fast it passes.
 */
package dev.crmpulse.simulator.crm;
