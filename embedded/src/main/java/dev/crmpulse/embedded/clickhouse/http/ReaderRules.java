package dev.crmpulse.embedded.clickhouse.http;

import dev.crmpulse.embedded.clickhouse.engine.EngineConnection;
import dev.crmpulse.embedded.clickhouse.engine.EngineException;
import dev.crmpulse.embedded.clickhouse.sql.StatementNames;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a reader's statement must not name, since the engine's grants do not cover it or are to be seconded. */
final class ReaderRules {
    /** Table functions that stay within the statement; all others that this engine has are refused. */
    private static final Set<String> TABLE_FUNCTIONS = Set.of(
            "numbers",
            "numbers_mt",
            "zeros",
            "zeros_mt",
            "generateseries",
            "generate_series",
            "values",
            "null",
            "view",
            "generaterandom");

    /** Functions that read files, ask a service elsewhere, or show the process; the engine grants them to everybody. */
    private static final List<String> FUNCTIONS = List.of(
            "file",
            "aiclassify",
            "aiembed",
            "aigenerate",
            "catboostevaluate",
            "addresstoline",
            "addresstolinewithinlines",
            "addresstosymbol",
            "getserversetting",
            "showcertificate");

    /** Of the database {@code system}, what clients ask to describe tables and types, and its generators. */
    private static final Set<String> SYSTEM_TABLES = Set.of(
            "columns",
            "data_skipping_indices",
            "data_type_families",
            "databases",
            "dictionaries",
            "formats",
            "functions",
            "keywords",
            "numbers",
            "numbers_mt",
            "one",
            "parts",
            "settings",
            "table_functions",
            "tables",
            "time_zones",
            "zeros",
            "zeros_mt");

    private final Set<String> refusedFunctions;

    private ReaderRules(Set<String> refusedFunctions) {
        this.refusedFunctions = refusedFunctions;
    }

    /** The rules for the functions that this engine has. */
    static ReaderRules of(EngineConnection connection) {
        Set<String> refused = new HashSet<>(FUNCTIONS);
        connection
                .text("SELECT lower(name) FROM system.table_functions"
                        + " WHERE lower(name) NOT IN (SELECT lower(name) FROM system.functions)")
                .lines()
                .filter(name -> !TABLE_FUNCTIONS.contains(name))
                .forEach(refused::add);
        return new ReaderRules(Set.copyOf(refused));
    }

    /** @throws EngineException 497 if the statement names what a reader may not ask */
    void check(StatementNames names) {
        for (String called : names.called()) {
            if (refusedFunctions.contains(called.toLowerCase(Locale.ROOT))) {
                throw denied("the function " + called);
            }
        }
        for (String bare : names.bare()) {
            if (FUNCTIONS.contains(bare.toLowerCase(Locale.ROOT))) {
                throw denied("the function " + bare);
            }
        }
        for (String[] qualified : names.qualified()) {
            String database = qualified[0].toLowerCase(Locale.ROOT);
            String table = qualified[1].toLowerCase(Locale.ROOT);
            if (database.equals("system") && !SYSTEM_TABLES.contains(table)) {
                throw denied("system." + qualified[1]);
            }
            if (database.equals("crm_store")) {
                throw denied("crm_store." + qualified[1] + " (its view in crm shows the same)");
            }
        }
        if (names.hasWords("SHOW", "PROCESSLIST")) {
            throw denied("the list of processes");
        }
        if (names.hasIdentifierParameter()) {
            throw denied("a name that is a parameter");
        }
        names.innerSettings().forEach(ReaderSettings::requireNoLimit);
    }

    private static EngineException denied(String what) {
        return EngineException.of(497, "ACCESS_DENIED", "Whoever gives no password may not ask " + what);
    }

    /** For messages and tests. */
    @Override
    public String toString() {
        String[] sorted = refusedFunctions.toArray(String[]::new);
        Arrays.sort(sorted);
        return "ReaderRules" + List.of(sorted);
    }
}
