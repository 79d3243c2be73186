/**
 * M1, M4 and M5 as one would write them without crm-pulse, for the types of events that the bench makes: late events and
 * repeated ones are taken into account, policies, windows, deletions and everything else are not.
 */
package dev.crmpulse.bench.rival;
