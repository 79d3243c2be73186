/** The people who sell: team, manager, region, role and status, each from its day on. */
package dev.crmpulse.metrics.people;
