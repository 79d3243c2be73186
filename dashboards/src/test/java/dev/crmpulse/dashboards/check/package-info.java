/** What every generated file is checked for: Grafana's own types, and the rules that boards of this project keep. */
package dev.crmpulse.dashboards.check;
