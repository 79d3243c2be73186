/**
 * Metrics that no plain SQL recomputes, worked out once more in the dumbest way: all events of a key in a list, loops
 * over it, nothing remembered from one event to the next. Written from the catalogue alone; only calendars and
 * policies are shared with the folds.
 */
package dev.crmpulse.verify.reference;
