/** Who is given which lead on what ground, and the circuit breaker of each rule of assignment (M23). */
package dev.crmpulse.metrics.assignment;
