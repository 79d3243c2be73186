/** What customers and colleagues report, and how it is dealt with: tickets (M15) and the improvements that follow (M16). */
package dev.crmpulse.metrics.service;
