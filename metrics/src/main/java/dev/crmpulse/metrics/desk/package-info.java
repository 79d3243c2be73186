/** What follows a sale on paper: proposals and questions about them (M19). */
package dev.crmpulse.metrics.desk;
