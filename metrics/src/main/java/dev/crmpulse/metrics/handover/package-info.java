/** Customers handed from one person to another (M24). */
package dev.crmpulse.metrics.handover;
