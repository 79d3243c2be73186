/** Contacts between people and customers: every follow-up, with what was recorded of it (M10). */
package dev.crmpulse.metrics.followup;
