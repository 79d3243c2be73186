/** Alert rules as data, and Grafana's provisioning generated from them. */
package dev.crmpulse.dashboards.alerting;
