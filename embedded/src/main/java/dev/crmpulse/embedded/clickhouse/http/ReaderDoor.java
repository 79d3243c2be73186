package dev.crmpulse.embedded.clickhouse.http;

import dev.crmpulse.embedded.clickhouse.engine.Engine;
import dev.crmpulse.embedded.clickhouse.engine.EngineConnection;
import dev.crmpulse.embedded.clickhouse.engine.EngineException;
import dev.crmpulse.embedded.clickhouse.engine.StatementAnalysis;
import dev.crmpulse.embedded.clickhouse.engine.StatementAnalysis.Effect;
import dev.crmpulse.embedded.clickhouse.sql.Statement;
import dev.crmpulse.embedded.clickhouse.sql.StatementNames;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The way in for whoever gives no password: one statement that reads, with limits that it cannot lift. Three things hold it,
 * each by itself: the role of the engine's user, which is granted the product's databases alone; the engine's read-only mode,
 * in which no setting can be changed; and {@link ReaderRules}, for what the engine lets everybody do.
 */
final class ReaderDoor {
    private static final Set<String> KEYWORDS =
            Set.of("SELECT", "WITH", "FROM", "(", "SHOW", "DESCRIBE", "DESC", "EXPLAIN", "EXISTS");

    private static final String DATABASE = "crm";
    private static final String DEFAULT_DATABASE = "default";

    private final Engine engine;
    private final ReaderRules rules;

    ReaderDoor(Engine engine, ReaderRules rules) {
        this.engine = engine;
        this.rules = rules;
    }

    /**
     * A connection on which the statement may run; it serves this one alone.
     *
     * @throws EngineException if a reader may not run it, or it cannot be parsed
     */
    EngineConnection open(Statement statement, byte[] text, Optional<String> database, Map<String, String> settings) {
        if (!(statement instanceof Statement.Other other)) {
            throw writes("INSERT");
        }
        EngineConnection connection = engine.connect();
        boolean ready = false;
        try {
            prepare(connection, other, text, database, settings);
            ready = true;
            return connection;
        } finally {
            if (!ready) {
                connection.close();
            }
        }
    }

    private void prepare(
            EngineConnection connection,
            Statement.Other statement,
            byte[] text,
            Optional<String> database,
            Map<String, String> settings) {
        StatementAnalysis analysis = connection.analyse(text);
        if (analysis.statements() > 1) {
            throw EngineException.of(62, "SYNTAX_ERROR", "Syntax error (Multi-statements are not allowed)");
        }
        // The engine's own parser writes it down anew: no comment, no odd quote hides anything from the rules.
        StatementNames names = StatementNames.of(canonical(connection, text));
        if (!KEYWORDS.contains(statement.keyword()) || analysis.effect() != Effect.READ_ONLY) {
            throw writes(statement.keyword());
        }
        rules.check(names);
        Map<String, String> wanted = new LinkedHashMap<>(settings);
        wanted.putAll(names.settings());
        connection.execute("SET ROLE reader");
        use(connection, database);
        SettingStatements.entering(ReaderSettings.within(wanted), Optional.empty())
                .forEach(connection::execute);
        connection.execute("SET readonly = 1");
    }

    private static String canonical(EngineConnection connection, byte[] text) {
        String statement = new String(text, StandardCharsets.UTF_8);
        Map<String, String> bound = new HashMap<>();
        bound.put(
                "statement",
                statement.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n"));
        return connection.text("SELECT formatQuerySingleLine({statement:String})", bound);
    }

    private static void use(EngineConnection connection, Optional<String> database) {
        String name = database.filter(given -> !given.equals(DEFAULT_DATABASE)).orElse(DATABASE);
        if (!name.equals(DATABASE)) {
            throw EngineException.of(81, "UNKNOWN_DATABASE", "A reader asks database crm, not " + name);
        }
        if (connection.text("EXISTS DATABASE " + DATABASE).equals("1")) {
            connection.execute("USE " + DATABASE);
        }
    }

    private static EngineException writes(String keyword) {
        return EngineException.of(
                164,
                "READONLY",
                "Whoever gives no password may SELECT, SHOW, DESCRIBE, EXPLAIN and ask whether something EXISTS, not "
                        + keyword);
    }
}
