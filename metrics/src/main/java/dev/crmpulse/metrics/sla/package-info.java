/** The clocks of all SLAs, by one engine (M27). */
package dev.crmpulse.metrics.sla;
