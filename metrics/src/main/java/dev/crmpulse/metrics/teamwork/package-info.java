/** What people do for one another: knowledge they share, and how they are rated (M24). */
package dev.crmpulse.metrics.teamwork;
