package dev.crmpulse.embedded.clickhouse.http;

import dev.crmpulse.embedded.clickhouse.engine.EngineConnection;
import dev.crmpulse.embedded.clickhouse.engine.EngineException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The engine's settings: only their names get from a request into a SET statement. */
final class KnownSettings {
    /** Evaluated by the interface itself: once set, the engine would not let a session unset it. */
    private static final String READ_ONLY = "readonly";

    private final Set<String> names;

    KnownSettings(EngineConnection connection) {
        names = Set.copyOf(
                connection.text("SELECT name FROM system.settings").lines().collect(Collectors.toSet()));
    }

    /**
     * The settings to set for a request.
     *
     * @throws EngineException 115 if the engine has no such setting
     */
    Map<String, String> of(RequestParameters parameters) {
        Map<String, String> settings = parameters.settings();
        for (String name : settings.keySet()) {
            if (!names.contains(name)) {
                throw EngineException.of(
                        115, "UNKNOWN_SETTING", "Setting " + name + " is neither a builtin setting nor a parameter");
            }
        }
        settings.remove(READ_ONLY);
        return settings;
    }
}
