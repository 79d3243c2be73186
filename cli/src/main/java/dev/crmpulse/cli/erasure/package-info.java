/** Erasing a person from a data directory: history rewritten, evaluated anew, and what was before deleted. */
package dev.crmpulse.cli.erasure;
