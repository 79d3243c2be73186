/** How much was read, before any of it is evaluated. */
package dev.crmpulse.jobs.intake;
