/** Who uses a data directory: one that changes it, or many that look; and what its small files are like. */
package dev.crmpulse.embedded.directory;
