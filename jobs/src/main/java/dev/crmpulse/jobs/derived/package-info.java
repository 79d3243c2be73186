/** What is published for others as events of its own. */
package dev.crmpulse.jobs.derived;
