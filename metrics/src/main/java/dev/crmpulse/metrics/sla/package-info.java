/** The clocks of all promises, by one engine (M27). */
package dev.crmpulse.metrics.sla;
