/** Alerts to people: from the topic of alerts to the webhooks of chat groups and other systems. */
package dev.crmpulse.alerts;
