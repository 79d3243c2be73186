package dev.crmpulse.connectors.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmpulse.connectors.cloudevents.EventJournal;
import dev.crmpulse.embedded.clickhouse.ClickHouseProcess;
import dev.crmpulse.engine.fact.TableType;
import dev.crmpulse.metrics.catalogue.Metrics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** A database is brought to the shape this release writes, and refused where exactly once would not hold in it. */
class DatabaseShapeTest {
    private static final DatabaseScripts SCRIPTS = DatabaseScripts.of(Metrics.ALL);

    /** What makes tables. */
    private static final List<String> MIGRATIONS = Stream.concat(
                    SCRIPTS.migrations().stream().map(SqlResources.Script::name),
                    SCRIPTS.facts().stream().map(type -> FactSql.table(type).name()))
            .toList();

    /** All facts, and the journal of events. */
    private static final List<TableType<?>> TABLES = Stream.concat(Metrics.FACTS.stream(), Stream.of(EventJournal.TYPE))
            .<TableType<?>>map(Function.identity())
            .toList();

    /** What comes to the same when it is done twice. */
    private static final Pattern RESTARTABLE = Pattern.compile(
            "^(CREATE TABLE IF NOT EXISTS|ALTER TABLE \\S+ ((ADD|MODIFY|DROP) COLUMN IF (NOT )?EXISTS|(MATERIALIZE|COMMENT) COLUMN)) ",
            Pattern.MULTILINE);

    /** Of a test that leaves the database as it is. */
    private static final String READS = "reads";

    @TempDir
    static Path directory;

    private static ClickHouseProcess clickHouse;

    private static List<String> appliedFirst;
    private static boolean isWhole;

    private Connection connection;

    @BeforeAll
    static void startClickHouse() {
        clickHouse = ClickHouseProcess.start(directory);
    }

    @AfterAll
    static void stopClickHouse() {
        clickHouse.close();
    }

    /** All views take seconds: after a test that only reads they are as they were. */
    @BeforeEach
    void migrateAnEmptyDatabase() throws Exception {
        connection =
                ClickHouseEndpoint.local(clickHouse.port(), clickHouse.secret()).connect();
        if (!isWhole) {
            execute("DROP DATABASE IF EXISTS crm");
            execute("DROP DATABASE IF EXISTS crm_store");
            appliedFirst = migrate();
        }
    }

    @AfterEach
    void disconnect(TestInfo test) throws SQLException {
        isWhole = test.getTags().contains(READS);
        connection.close();
    }

    // --- migrations

    @Test
    @Tag(READS)
    void migrationsComeInOrderThenViewsAndEachOnce() throws Exception {
        assertThat(appliedFirst).startsWith(MIGRATIONS.toArray(String[]::new));
        assertThat(appliedFirst.subList(MIGRATIONS.size(), appliedFirst.size()))
                .contains("store/event.sql", "view/deal", "metrics/m1_first_response/truth.sql")
                .noneMatch(name -> name.startsWith("migrations/") || name.startsWith("table/"));
        assertThat(migrate()).isEmpty();
        new TableGuard(connection).check(TABLES);
    }

    @Test
    void whereverAMigrationIsKilledTheNextOneGoesOn() throws Exception {
        execute("DROP DATABASE crm");
        execute("DROP DATABASE crm_store");
        int deaths = 0;
        List<String> recorded = List.of();
        while (recorded.size() < MIGRATIONS.size()) {
            // one statement more than the time before, and never the record of the last one
            Migrations dying = new Migrations(DyingConnection.after(connection, ++deaths), Metrics.ALL);
            assertThatThrownBy(dying::apply).hasMessage(DyingConnection.DEATH);
            recorded = deaths < 3
                    ? List.of()
                    : column("SELECT name FROM crm_store.migration FINAL WHERE name LIKE 'migrations/%'"
                            + " OR name LIKE 'table/%' ORDER BY name");
        }

        assertThat(deaths).isGreaterThan(MIGRATIONS.size() / 2);
        assertThat(migrate()).isNotEmpty();
        new TableGuard(connection).check(TABLES);
        assertThat(migrate()).isEmpty();
    }

    @Test
    void aTableThatSomebodyElseMadeIsNotTakenForThatOfAMigration() throws Exception {
        execute("DROP DATABASE crm");
        execute("DROP DATABASE crm_store");
        execute("CREATE DATABASE crm_store");
        execute("CREATE TABLE crm_store.run (run UInt32) ENGINE = MergeTree ORDER BY run");

        assertThatThrownBy(this::migrate)
                .isInstanceOf(UnsafeDatabaseException.class)
                .hasMessageContaining("table crm_store.run is there already and is not the one that"
                        + " migrations/0001_store.sql makes");
    }

    @Test
    void aTableThatSomebodyElseMadeIsNotTakenForThatOfAFact() throws Exception {
        execute("DROP DATABASE crm");
        execute("DROP DATABASE crm_store");
        execute("CREATE DATABASE crm_store");
        execute("CREATE TABLE crm_store.deal (tenant String) ENGINE = MergeTree ORDER BY tenant");

        assertThatThrownBy(this::migrate)
                .isInstanceOf(UnsafeDatabaseException.class)
                .hasMessageContaining(
                        "table crm_store.deal is there already and is not the one that table/deal makes, it"
                                + " lacks ReplacingMergeTree(version, is_deleted)");
    }

    @Test
    void aTableOfAFactThatAnotherDefinitionMadeIsRefusedUntilAMigrationChangesIt() throws Exception {
        record("table/deal", "abc");
        execute("ALTER TABLE crm_store.deal DROP COLUMN loss_reason");
        assertThatThrownBy(this::migrate).hasMessageContaining("it lacks loss_reason LowCardinality(String)");

        execute("ALTER TABLE crm_store.deal ADD COLUMN loss_reason LowCardinality(String) AFTER outcome");
        assertThat(migrate()).startsWith("table/deal").contains("view/deal");
        assertThat(value("SELECT comment FROM system.columns WHERE database = 'crm_store' AND table = 'deal'"
                        + " AND name = 'loss_reason'"))
                .isNotEmpty();
        assertThat(migrate()).isEmpty();
    }

    @Test
    void aTableOfAFactThatAnEarlierReleaseMadeKeepsItsOrderAndHowLongRowsAreKept() throws Exception {
        record("table/fact_window", "abc");
        String made = value("SHOW CREATE TABLE crm_store.fact_window");
        String order =
                value("SELECT sorting_key FROM system.tables WHERE database = 'crm_store' AND name = 'fact_window'");
        assertThat(made).contains(order);
        execute("DROP TABLE crm_store.fact_window");
        execute(made.replace(order, "tenant, toDate(started_at), id"));
        execute("ALTER TABLE crm_store.fact_window MODIFY TTL toDateTime(started_at) + toIntervalYear(3)");

        assertThat(migrate()).startsWith("table/fact_window").contains("store/fact_window.sql");
        assertThat(migrate()).isEmpty();

        // another engine is no order
        execute("DROP TABLE crm_store.fact_window");
        execute(made.replace("(version, is_deleted)", "(version)"));
        record("table/fact_window", "abc");
        assertThatThrownBy(this::migrate).hasMessageContaining("it lacks ReplacingMergeTree(version, is_deleted)");
    }

    @Test
    @Tag(READS)
    void everyStatementOfAMigrationMayBeRunTwice() {
        assertThat(Stream.concat(
                        SCRIPTS.migrations().stream(), SCRIPTS.facts().stream().map(FactSql::table)))
                .flatMap(SqlResources.Script::statements)
                .allMatch(statement -> RESTARTABLE.matcher(statement).find());
    }

    @Test
    void aMigrationThatWasChangedAfterItWasAppliedIsRefused() throws Exception {
        record("migrations/0001_store.sql", "abc");

        assertThatThrownBy(this::migrate)
                .isInstanceOf(UnsafeDatabaseException.class)
                .hasMessageMatching(
                        "migrations/0001_store\\.sql was changed after it had been applied \\(recorded abc, now"
                                + " [0-9a-f]{32}\\): restore the file and put the change into a new migration");
    }

    @Test
    void aDatabaseOfANewerReleaseIsRefused() throws Exception {
        for (String unknown : List.of("migrations/0099_tomorrow.sql", "table/of_tomorrow")) {
            record(unknown, "abc");

            assertThatThrownBy(this::migrate)
                    .isInstanceOf(UnsafeDatabaseException.class)
                    .hasMessage("the database has " + unknown + ", which this release does not know: it was set up by a"
                            + " newer one, use that");
            execute("ALTER TABLE crm_store.migration DELETE WHERE name = '" + unknown
                    + "' SETTINGS mutations_sync = 1");
        }
    }

    @Test
    void aViewOfOtherTextIsMadeAnew() throws Exception {
        execute("CREATE OR REPLACE VIEW crm.deal AS SELECT 1 AS old");
        record("view/deal", "abc");

        assertThat(migrate()).containsExactly("view/deal");
        assertThat(
                        value(
                                "SELECT count() FROM system.columns WHERE database = 'crm' AND table = 'deal' AND name = 'outcome'"))
                .isEqualTo("1");
        assertThat(migrate()).isEmpty();
    }

    @Test
    void aViewThatSomebodyDroppedIsMadeAnew() throws Exception {
        execute("DROP VIEW crm.truth_m5");

        assertThat(migrate()).containsExactly("metrics/m5_deal/truth.sql");
        assertThat(value("SELECT count() FROM crm.truth_m5")).isEqualTo("0");
    }

    @Test
    void viewsAreMadeAnewWithTheTablesBelow() throws Exception {
        execute("ALTER TABLE crm_store.migration DELETE WHERE name = 'table/deal' SETTINGS mutations_sync = 1");
        execute("DROP TABLE crm_store.deal");

        assertThat(migrate()).startsWith("table/deal").contains("view/deal", "store/event.sql");
    }

    // --- what views say of themselves

    @Test
    @Tag(READS)
    void everyColumnOfAnEventSaysWhatItIsAndSoDoThoseOfFacts() throws Exception {
        assertThat(column(
                        "SELECT name FROM system.columns WHERE database = 'crm' AND table = 'event' AND comment = ''"))
                .isEmpty();
        assertThat(value("SELECT comment FROM system.columns WHERE database = 'crm' AND table = 'event'"
                        + " AND name = 'original_time'"))
                .isEqualTo("When, as sent (UTC)");
        // what a fact's table has, its view says too, and views that sum facts up say it of their tenant
        assertThat(column("SELECT concat(v.table, '.', v.name) FROM system.columns AS v INNER JOIN system.columns AS s"
                        + " ON s.database = 'crm_store' AND s.table = v.table AND s.name = v.name"
                        + " WHERE v.database = 'crm' AND v.comment = '' AND v.table NOT LIKE '%dictionary'"))
                .isEmpty();
        assertThat(column("SELECT comment FROM system.columns WHERE database = 'crm' AND table = 'stalled_deal'"
                        + " AND name = 'tenant'"))
                .containsExactly("Whose data it is");
    }

    @Test
    @Tag(READS)
    void everyColumnOfAFactViewSaysWhatItIs() throws Exception {
        for (SqlResources.Script view : SCRIPTS.generated()) {
            assertThat(column("SELECT name FROM system.columns WHERE database = 'crm' AND comment = '' AND table = '"
                            + view.subject() + "'"))
                    .as(view.subject())
                    .isEmpty();
        }
    }

    // --- the catalogue

    @Test
    @Tag(READS)
    void everyViewSaysWhatItIsAndSoDoItsParametersAndColumns() throws Exception {
        assertThat(column("SELECT concat(database, '.', name) FROM crm.catalogue WHERE meaning = ''"))
                .as("without a COMMENT")
                .isEmpty();
        assertThat(column(
                        "SELECT concat(name, ': ', parameter.name) FROM crm.catalogue ARRAY JOIN parameters AS parameter"
                                + " WHERE parameter.meaning = ''"))
                .as("parameters that the COMMENT does not explain after 'Parameters: ', as name (meaning)")
                .isEmpty();
        assertThat(column("SELECT name FROM crm.catalogue WHERE notEmpty(parameters)"
                        + " AND NOT startsWith(example, concat('SELECT * FROM crm.', name, '('))"))
                .as("without an example at the end of the COMMENT")
                .isEmpty();
        assertThat(column("SELECT concat(c.relation, '.', c.column_name) FROM crm.catalogue_column AS c"
                        + " INNER JOIN crm.catalogue AS r ON r.database = c.database AND r.name = c.relation"
                        + " WHERE c.meaning = '' AND r.kind NOT IN ('recomputation', 'table')"))
                .as("columns that neither a table nor columns.yaml explains")
                .isEmpty();
        assertThat(column("SELECT name FROM crm.catalogue WHERE notEmpty(parameters)"))
                .contains("nps", "window_period");
        assertThat(value("SELECT toString(parameters) FROM crm.catalogue WHERE name = 'stage_survival'"))
                .isEqualTo(
                        "[('from','Date','first day of the begins'),('to','Date','day after the last'),"
                                + "('zone','String','of the days'),('breakdown','String','all, team, region, owner or channel')]");
    }

    @Test
    @Tag(READS)
    void everyWordAboutAColumnIsOfAColumnThatThereIs() throws Exception {
        List<String> columns = column(
                "SELECT concat(relation, '.', column_name) FROM crm.catalogue_column" + " WHERE database = 'crm'");

        assertThat(SqlResources.columnMeanings().keySet()).allSatisfy(key -> assertThat(columns)
                .as(key)
                .anyMatch(column -> key.contains("*") || column.equals(key) || column.endsWith("." + key)));
    }

    @Test
    void columnsAreExplainedAnewWhenTheFileOfThemChanged() throws Exception {
        execute("ALTER TABLE crm.stalled_deal COMMENT COLUMN silent_seconds 'of old'");
        record("columns.yaml", "abc");

        assertThat(new Migrations(connection, Metrics.ALL).pending()).containsExactly("columns.yaml");
        assertThat(migrate()).containsExactly("columns.yaml");
        assertThat(column("SELECT meaning FROM crm.catalogue_column WHERE relation = 'stalled_deal'"
                        + " AND column_name = 'silent_seconds'"))
                .containsExactly("Without progress so far");
        assertThat(migrate()).isEmpty();
    }

    /** Where asked it writes both files. */
    @Test
    @Tag(READS)
    void theCommittedDictionaryIsWhatTheCatalogueSays() throws Exception {
        DescribedColumns described = new DescribedColumns(connection);
        String columns = described.sql();
        if (DataDictionary.IS_WRITTEN) {
            Files.writeString(DescribedColumns.FILE, columns);
            described.make(columns);
        }
        String dictionary = new DataDictionary(connection).markdown();
        if (DataDictionary.IS_WRITTEN) {
            Files.writeString(DataDictionary.FILE, dictionary);
        }

        assertThat(Files.readString(DescribedColumns.FILE))
                .as("made by %s", DataDictionary.REGENERATE)
                .isEqualTo(columns);
        assertThat(Files.readString(DataDictionary.FILE))
                .as("made by %s", DataDictionary.REGENERATE)
                .isEqualTo(dictionary);
    }

    // --- what is refused

    @Test
    void aMissingTableIsRefused() throws Exception {
        execute("DROP TABLE crm_store.deal");

        assertRefused(
                "table crm_store.deal is missing: run crm-pulse migrate; where it was dropped, restore it, or drop the"
                        + " databases crm and crm_store and replay everything");
    }

    @Test
    void aJournalThatForgetsItsBatchesIsRefused() throws Exception {
        execute("ALTER TABLE crm_store.event MODIFY SETTING non_replicated_deduplication_window = 0");

        assertRefused(
                "table crm_store.event needs non_replicated_deduplication_window of 10000 or more to be written exactly"
                        + " once");
    }

    @Test
    void aJournalThatRemembersTooFewBatchesIsRefused() throws Exception {
        execute("ALTER TABLE crm_store.event MODIFY SETTING non_replicated_deduplication_window = 9999");

        assertRefused("table crm_store.event needs non_replicated_deduplication_window of 10000 or more");
    }

    @Test
    void aFactTableThatReplacesNothingIsRefused() throws Exception {
        execute("DROP TABLE crm_store.deal");
        execute("CREATE TABLE crm_store.deal AS crm_store.stage_visit ENGINE = MergeTree ORDER BY (tenant, id)");

        assertRefused("table crm_store.deal needs ReplacingMergeTree(version, is_deleted) to be written exactly once");
    }

    @Test
    void aColumnOfAnotherTypeIsRefused() throws Exception {
        execute("ALTER TABLE crm_store.first_response MODIFY COLUMN calendar_seconds Nullable(Float64)");

        assertRefused("column crm_store.first_response.calendar_seconds should be Nullable(Decimal(18, 3)) and is"
                + " Nullable(Float64)");
    }

    @Test
    void aMissingColumnIsRefused() throws Exception {
        execute("ALTER TABLE crm_store.deal DROP COLUMN loss_reason");

        assertRefused("column crm_store.deal.loss_reason should be LowCardinality(String) and is missing");
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> new TableGuard(connection).check(TABLES))
                .isInstanceOf(UnsafeDatabaseException.class)
                .hasMessageStartingWith(message);
    }

    private List<String> migrate() throws Exception {
        return new Migrations(connection, Metrics.ALL).apply();
    }

    private void record(String script, String checksum) throws SQLException {
        execute("INSERT INTO crm_store.migration (name, checksum) VALUES ('" + script + "', '" + checksum + "')");
    }

    private List<String> column(String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String value(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
