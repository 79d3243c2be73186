package dev.crmpulse.connectors.clickhouse;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The catalogue of a database as a document for people, {@code docs/dictionary.md}. */
final class DataDictionary {
    static final Path FILE = Path.of(System.getProperty("crmpulse.root"), "docs", "dictionary.md");
    static final boolean IS_WRITTEN = Boolean.getBoolean("crmpulse.dictionary.write");
    static final String REGENERATE = "mvn -q -pl connectors -am test -Dtest=DatabaseShapeTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dcrmpulse.dictionary.write=true";

    private static final String COLUMNS =
            "arrayStringConcat(arrayMap(c -> concat('| `', c.name, '` | ', c.type, ' | ', replaceAll(c.meaning, '|', '\\\\|'),"
                    + " ' |\\n'), %s))";

    private final Connection connection;

    DataDictionary(Connection connection) {
        this.connection = connection;
    }

    String markdown() throws SQLException {
        return """
                # Data dictionary

                What the database `crm` holds for people who ask by SQL; questions with their queries are in [analysts.md](analysts.md), definitions of
                metrics in [metrics.md](metrics.md). The same can be asked of the database itself: `crm.catalogue` has a row for each view, table
                and dictionary, `crm.catalogue_column` one for each column. Made from their comments by
                `%s`.

                """.formatted(REGENERATE)
                + "## Facts\n\nOne row per thing that is measured, of the newest version.\n\n" + described("facts")
                + "## Views\n\n" + described("view")
                + "## Views with parameters\n\nThe parameters stand in parentheses after the name, as the example shows; a date may be an expression such as"
                + " `today() - 30`.\n\n"
                + described("view with parameters")
                + "## Windows\n\nFacts summed by owner and day, and by hour of all owners. All have the columns of `fact_window`.\n\n"
                + listed("windows")
                + "\n| column | type | meaning |\n|---|---|---|\n"
                + text("SELECT " + COLUMNS.formatted("columns")
                        + " FROM crm.catalogue WHERE name = 'fact_window' AND database = 'crm'")
                + "\n## Dictionaries\n\n" + described("dictionary")
                + "## Recomputation\n\nWhat `verify` compares facts with, from the raw events alone.\n\n"
                + listed("recomputation")
                + "\n## Tables\n\nWhat jobs write, in the database `crm_store`. Views read the newest version of each row; whoever reads a table has to"
                + " do so too.\n\n"
                + listed("table");
    }

    private String described(String kind) throws SQLException {
        return text("""
                SELECT concat(
                    '### ', name, '\\n\\n', meaning, '\\n\\n',
                    if(empty(parameters), '', concat('| parameter | type | meaning |\\n|---|---|---|\\n', %s, '\\n')),
                    if(empty(parameters), '', concat('```sql\\n', example, '\\n```\\n\\n')),
                    '| column | type | meaning |\\n|---|---|---|\\n', %s, '\\n')
                FROM crm.catalogue
                WHERE kind = '%s'
                ORDER BY name
                """.formatted(COLUMNS.formatted("parameters"), COLUMNS.formatted("columns"), kind));
    }

    private String listed(String kind) throws SQLException {
        return "| name | meaning |\n|---|---|\n"
                + text(
                        "SELECT concat('| `', name, '` | ', replaceAll(meaning, '|', '\\\\|'), ' |\\n') FROM crm.catalogue WHERE kind = '"
                                + kind + "' ORDER BY name");
    }

    private String text(String sql) throws SQLException {
        StringBuilder text = new StringBuilder();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                text.append(rows.getString(1));
            }
        }
        return text.toString();
    }
}
