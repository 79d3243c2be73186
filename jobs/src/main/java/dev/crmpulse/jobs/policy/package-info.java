/** How operators learn which rules are in force. */
package dev.crmpulse.jobs.policy;
