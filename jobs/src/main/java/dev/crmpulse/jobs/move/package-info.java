/** Finds out which histories become one, and where each is evaluated. */
package dev.crmpulse.jobs.move;
