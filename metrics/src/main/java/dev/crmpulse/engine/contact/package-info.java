/** What counts as contact between people: one rule for every metric and SLA. */
package dev.crmpulse.engine.contact;
