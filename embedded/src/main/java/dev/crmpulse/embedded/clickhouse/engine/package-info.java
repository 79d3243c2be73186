/** The ClickHouse engine as a library (libchdb), called through JNA: connections, statements, inserts. */
package dev.crmpulse.embedded.clickhouse.engine;
