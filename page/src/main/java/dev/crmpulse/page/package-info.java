/** The boards in a browser: a server on loopback that shows the dashboard files, and asks ClickHouse their queries. */
package dev.crmpulse.page;
