/** Boards: what they ask, in two languages, and what Grafana makes of them. */
package dev.crmpulse.dashboards;
