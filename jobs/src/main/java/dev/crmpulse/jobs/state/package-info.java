/** How keyed state is gone through. */
package dev.crmpulse.jobs.state;
