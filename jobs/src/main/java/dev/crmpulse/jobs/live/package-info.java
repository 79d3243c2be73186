/** Jobs that follow what happens now: how time passes for them, and what they check before they begin. */
package dev.crmpulse.jobs.live;
