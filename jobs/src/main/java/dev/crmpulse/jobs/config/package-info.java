/** The files that say where a job works and for whom. */
package dev.crmpulse.jobs.config;
