package dev.crmpulse.cli.command;

import dev.crmpulse.connectors.yaml.ZoneNames;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What ClickHouse says of a statement that it refuses, without what nobody wrote and with what to write instead. */
final class RefusedStatement {
    /** Where the syntax is wrong, ClickHouse lists all it knows; what it could not read is enough. */
    private static final Pattern GRAMMAR = Pattern.compile("(?s)\\. Expected one of: .*?(?=\\. \\(SYNTAX_ERROR\\))");

    /** Where a function is wrong, ClickHouse shows what it runs: the query within a view, which nobody asked. */
    private static final Pattern WITHIN =
            Pattern.compile("(?s): (?:In scope|while executing function) .*(?=\\. \\([A-Z_]+\\))");

    private static final Pattern ZONE = Pattern.compile(
            "(?s).*(?:Cannot load time zone (?<name>.+?)(?:: |\\. \\()|Provided time zone must be non-empty).*");

    private static final Pattern NO_TABLES = Pattern.compile("(?s).*Database `?crm`? does not exist.*");

    private RefusedStatement() {}

    static String text(String message) {
        Matcher zone = ZONE.matcher(message);
        if (zone.matches()) {
            String name = zone.group("name") == null ? "" : zone.group("name");
            return "unknown zone '" + name + "'" + ZoneNames.hint(name)
                    + " (all names: SELECT time_zone FROM system.time_zones)";
        }
        if (NO_TABLES.matcher(message).matches()) {
            return "there are no tables yet: a demo, replay or run makes them in its first seconds, then ask again";
        }
        return WITHIN.matcher(GRAMMAR.matcher(message.strip()).replaceFirst("")).replaceFirst("");
    }
}
