package dev.crmpulse.embedded.clickhouse.http;

import dev.crmpulse.embedded.clickhouse.engine.EngineConnection;

/** What the engine says of itself in every answer: its version and its time zone. */
record ServerIdentity(String version, String timeZone) {
    static ServerIdentity of(EngineConnection connection) {
        return new ServerIdentity(connection.text("SELECT version()"), connection.text("SELECT timezone()"));
    }
}
