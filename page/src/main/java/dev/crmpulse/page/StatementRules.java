package dev.crmpulse.page;

import dev.crmpulse.embedded.clickhouse.sql.Statement;
import dev.crmpulse.embedded.clickhouse.sql.StatementNames;
import dev.crmpulse.embedded.clickhouse.sql.StatementReader;
import dev.crmpulse.embedded.clickhouse.sql.StatementSplitter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a board's query may be: one SELECT of the views in {@code crm}. The user that ClickHouse is asked as, and its read-only
 * mode, say the same; here it holds also for a user who may do anything, and a file that somebody has changed.
 */
final class StatementRules {
    private static final String DATABASE = "crm";
    private static final Set<String> READING = Set.of("SELECT", "WITH");

    /** Functions that return a table and stay within the statement. */
    private static final Set<String> TABLE_FUNCTIONS =
            Set.of("numbers", "zeros", "generateseries", "generate_series", "values", "null");

    /** Read-only mode refuses most of these too, yet not for all users and releases. */
    private static final Set<String> OUTSIDE = Set.of(
            "file",
            "filecluster",
            "url",
            "urlcluster",
            "s3",
            "s3cluster",
            "gcs",
            "oss",
            "cosn",
            "hdfs",
            "hdfscluster",
            "azureblobstorage",
            "azureblobstoragecluster",
            "deltalake",
            "deltalakecluster",
            "hudi",
            "hudicluster",
            "iceberg",
            "icebergs3",
            "iceberglocal",
            "iceberghdfs",
            "icebergazure",
            "icebergcluster",
            "paimon",
            "remote",
            "remotesecure",
            "cluster",
            "clusterallreplicas",
            "merge",
            "mergetreeindex",
            "mergetreeprojection",
            "mysql",
            "postgresql",
            "mongodb",
            "redis",
            "sqlite",
            "odbc",
            "jdbc",
            "arrowflight",
            "ytsaurus",
            "executable",
            "input",
            "dictionary",
            "loop",
            "python",
            "kafka",
            "rabbitmq",
            "nats",
            "timeseriesdata",
            "timeseriestags",
            "timeseriesmetrics",
            "getserversetting",
            "showcertificate",
            "catboostevaluate",
            "sleep",
            "sleepeachrow",
            "addresstoline",
            "addresstosymbol",
            "addresstolinewithinlines");

    private static final Set<String> SYSTEM = Set.of("system", "information_schema", "crm_store", "default");

    private StatementRules() {}

    /** Why a query is not asked; empty where it is. */
    static Optional<String> violation(String sql) {
        List<StatementSplitter.Part> parts = StatementSplitter.split(sql);
        if (parts.size() != 1) {
            return Optional.of("it is not one statement");
        }
        boolean reads = StatementReader.read(sql.getBytes(StandardCharsets.UTF_8)) instanceof Statement.Other other
                && READING.contains(other.keyword())
                && other.format().isEmpty();
        if (!reads) {
            return Optional.of("it is no SELECT, or one with a format of its own");
        }
        StatementNames names = StatementNames.of(parts.get(0).text());
        Set<String> defined = names.defined();
        for (StatementNames.Source source : names.sources()) {
            // what is called within a database is a view with parameters
            boolean isAllowed = source.database()
                    .map(DATABASE::equals)
                    .orElseGet(() -> source.isCalled()
                            ? TABLE_FUNCTIONS.contains(lower(source.name()))
                            : defined.contains(source.name()));
            if (!isAllowed) {
                return Optional.of("it reads something else than the views in crm");
            }
        }
        for (String called : names.called()) {
            if (OUTSIDE.contains(lower(called))) {
                return Optional.of("it calls a function that leaves the database");
            }
        }
        for (String[] qualified : names.qualified()) {
            if (SYSTEM.contains(lower(qualified[0]))) {
                return Optional.of("it names a database that is not crm");
            }
        }
        return names.hasWord("SETTINGS") || names.hasWord("OUTFILE")
                ? Optional.of("it has settings or a file of its own")
                : Optional.empty();
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
