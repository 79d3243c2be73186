/** ClickHouse on one machine: the embedded server's process, what it leaves in its directory, and who supervises it. */
package dev.crmpulse.embedded.clickhouse;
