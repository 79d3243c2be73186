/** Alerts of broken SLAs. */
package dev.crmpulse.jobs.alert;
