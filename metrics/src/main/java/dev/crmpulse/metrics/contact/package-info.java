/** What counts as contact between people: one rule for every metric and promise. */
package dev.crmpulse.metrics.contact;
