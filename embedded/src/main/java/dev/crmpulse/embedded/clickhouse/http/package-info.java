/** The ClickHouse HTTP interface in front of the embedded engine, on the loopback address only. */
package dev.crmpulse.embedded.clickhouse.http;
