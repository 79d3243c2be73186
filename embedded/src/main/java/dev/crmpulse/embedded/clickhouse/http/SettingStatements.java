package dev.crmpulse.embedded.clickhouse.http;

import dev.crmpulse.embedded.clickhouse.engine.EngineConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** SET and USE statements that put a connection into the state a request asks for, and back. */
final class SettingStatements {
    private SettingStatements() {}

    static List<String> entering(Map<String, String> settings, Optional<String> database) {
        List<String> statements = new ArrayList<>();
        if (!settings.isEmpty()) {
            statements.add(settings.entrySet().stream()
                    .map(setting -> setting.getKey() + " = " + quoted(setting.getValue()))
                    .collect(Collectors.joining(", ", "SET ", "")));
        }
        database.ifPresent(name -> statements.add(use(name)));
        return statements;
    }

    /** What to run afterwards so that the connection is as it is now. */
    static List<String> leaving(EngineConnection connection, Map<String, String> settings, Optional<String> database) {
        List<String> statements = new ArrayList<>();
        if (!settings.isEmpty()) {
            statements.add("SET " + currentValues(connection, settings));
        }
        if (database.isPresent()) {
            statements.add(use(connection.text("SELECT currentDatabase()")));
        }
        return statements;
    }

    private static String currentValues(EngineConnection connection, Map<String, String> settings) {
        String names = settings.keySet().stream().map(SettingStatements::quoted).collect(Collectors.joining(", "));
        return connection
                .text("SELECT name, if(changed, hex(value), '-') FROM system.settings WHERE name IN (" + names + ")")
                .lines()
                .map(line -> line.split("\t", -1))
                .map(columns -> columns[0] + " = " + (columns[1].equals("-") ? "DEFAULT" : quoted(unhex(columns[1]))))
                .collect(Collectors.joining(", "));
    }

    private static String unhex(String hex) {
        return new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_8);
    }

    private static String use(String database) {
        return "USE `" + database.replace("\\", "\\\\").replace("`", "\\`") + "`";
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
