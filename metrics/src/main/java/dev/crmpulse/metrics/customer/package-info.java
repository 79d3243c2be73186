/** What customers are promised beside their leads and deals. */
package dev.crmpulse.metrics.customer;
