/** What the text of a ClickHouse statement shows without being run: its kind, its format, where its data begins. */
package dev.crmpulse.embedded.clickhouse.sql;
