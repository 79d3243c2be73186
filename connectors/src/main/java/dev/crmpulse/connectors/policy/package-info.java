/** Policies as people write them, as they travel on their topic, and those that come with crm-pulse. */
package dev.crmpulse.connectors.policy;
