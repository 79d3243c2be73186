/** What is said about broken promises. */
package dev.crmpulse.jobs.alert;
