/** What follows a sale on paper: proposals and questions about them (M19), contracts and deliveries (M20), invoices and
 * payments (M21). */
package dev.crmpulse.metrics.desk;
