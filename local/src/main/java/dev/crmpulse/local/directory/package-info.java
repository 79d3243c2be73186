/** Who uses a data directory: one that changes it, or many that look. */
package dev.crmpulse.local.directory;
