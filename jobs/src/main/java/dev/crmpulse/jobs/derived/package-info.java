/** What is told to others as events of its own. */
package dev.crmpulse.jobs.derived;
