/** Sums of facts by hour and day. */
package dev.crmpulse.jobs.rollup;
