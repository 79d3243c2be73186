/** Events that nobody should send, by grammar and seed: what comes of them must be stored, recomputed or refused. */
package dev.crmpulse.simulator.fuzz;
