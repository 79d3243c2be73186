/** The voice of the customer: whom we asked, and what they answered. */
package dev.crmpulse.metrics.survey;
