/** Kills parts of a stack under a running replay, to show that nothing is lost or doubled. */
package dev.crmpulse.soak.chaos;
