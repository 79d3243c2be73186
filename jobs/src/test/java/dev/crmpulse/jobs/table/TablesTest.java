package dev.crmpulse.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.engine.fact.Column;
import dev.crmpulse.engine.fact.Deduplication;
import dev.crmpulse.engine.fact.FactType;
import dev.crmpulse.engine.fact.JournalType;
import dev.crmpulse.engine.fact.TableType;
import dev.crmpulse.engine.rollup.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What jobs write against what the committed schema creates, word for word. */
class TablesTest {
    private static final Path SCHEMA = Path.of(System.getProperty("crmpulse.root"), "docs/schema.sql");
    private static final Pattern TABLE = Pattern.compile(
            "CREATE TABLE IF NOT EXISTS crm_store\\.(\\w+)\\n\\(\\n(.*?)\\n\\)\\n(.*?);\\n", Pattern.DOTALL);
    private static final Pattern COLUMN = Pattern.compile(" {4}(\\w+) (.+?) COMMENT '((?:[^']|'')*)'( CODEC\\(.+\\))?");
    private static final Pattern CHANGE =
            Pattern.compile("ALTER TABLE crm_store\\.(\\w+) (ADD .*?);\\n", Pattern.DOTALL);
    private static final Pattern ADDED =
            Pattern.compile("ADD COLUMN IF NOT EXISTS (\\w+) (.+?) COMMENT '((?:[^']|'')*)' AFTER (\\w+)");

    /** A table as its CREATE statement and the migrations after it show: column name to type and comment, and what follows the columns. */
    private record Created(Map<String, String> types, Map<String, String> comments, String clauses) {}

    static Stream<Named<TableType<?>>> tables() {
        return Tables.ALL.stream().map(table -> Named.of(table.name(), table));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void everyColumnIsCreatedWithItsTypeInItsOrder(TableType<?> table) throws IOException {
        Map<String, String> expected = new LinkedHashMap<>();
        for (Column<?> column : table.columns()) {
            expected.put(column.name(), column.type().clickHouseType());
        }
        if (table instanceof FactType) {
            expected.put("version", "UInt64");
            expected.put("is_deleted", "UInt8");
        } else {
            expected.put("run", "UInt32");
            if (((JournalType<?>) table).repeats() == Deduplication.DROPPED_BY_TOKEN) {
                expected.put("batch", "UInt64");
            }
        }
        expected.put("published_at", "DateTime64(3, 'UTC')");

        assertThat(List.copyOf(created(table).types().entrySet())).isEqualTo(List.copyOf(expected.entrySet()));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void everyColumnAndTheTableSayWhatTheyMean(TableType<?> table) throws IOException {
        Created created = created(table);

        for (Column<?> column : table.columns()) {
            assertThat(created.comments()).containsEntry(column.name(), column.comment());
        }
        assertThat(created.clauses()).endsWith("COMMENT '" + table.comment().replace("'", "''") + "'");
    }

    @ParameterizedTest
    @MethodSource("tables")
    void theEngineKeepsTheTableFreeOfWhatARetrySends(TableType<?> table) throws IOException {
        String clauses = created(table).clauses();
        if (table instanceof FactType) {
            // what windows are grouped by is in their ids
            String grouped = table == Window.TYPE ? "family, grain, dated_by, dimension, " : "";
            assertThat(clauses)
                    .contains("ENGINE = ReplacingMergeTree(version, is_deleted)\n")
                    .contains("PARTITION BY toYYYYMM(started_at)\n")
                    .contains("ORDER BY (" + grouped + "tenant, toDate(started_at), id)\n");
        } else if (((JournalType<?>) table).repeats() == Deduplication.REPLACED_BY_KEY) {
            assertThat(clauses).contains("ENGINE = ReplacingMergeTree(published_at)\n");
        } else {
            assertThat(clauses)
                    .contains("ENGINE = MergeTree\n")
                    .contains("SETTINGS non_replicated_deduplication_window = 10000\n");
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void aChunkOfAMonthIsAPartition(TableType<?> table) throws IOException {
        if (table instanceof JournalType<?> journal) {
            String clauses = created(table).clauses();
            if (journal.partitionTime() == JournalType.UNPARTITIONED) {
                assertThat(clauses).doesNotContain("PARTITION BY");
            } else {
                String column = journal.columns().get(journal.partitionTime()).name();
                assertThat(clauses).contains("PARTITION BY toYYYYMM(" + column + ")\n");
            }
        } else {
            assertThat(table.columns().get(FactType.STARTED_AT).name()).isEqualTo("started_at");
        }
    }

    @Test
    void noTableIsCreatedThatNobodyWrites() throws IOException {
        List<String> written = new ArrayList<>(List.of(
                "run", "policy", "calendar_interval", "rebuilt_window", "reconciliation", "difference", "erasure"));
        Tables.ALL.forEach(table -> written.add(table.name()));

        assertThat(allCreated().keySet()).containsExactlyInAnyOrderElementsOf(written);
    }

    @Test
    void namesOfTablesAreUsedOnce() {
        assertThat(Tables.ALL).extracting(TableType::name).doesNotHaveDuplicates();
    }

    private static Created created(TableType<?> table) throws IOException {
        assertThat(allCreated()).containsKey(table.name());
        return allCreated().get(table.name());
    }

    private static Map<String, Created> allCreated() throws IOException {
        Map<String, Created> tables = new LinkedHashMap<>();
        String schema = Files.readString(SCHEMA);
        Matcher table = TABLE.matcher(schema);
        while (table.find()) {
            tables.put(table.group(1), columns(table.group(2), table.group(3)));
        }
        Matcher change = CHANGE.matcher(schema);
        while (change.find()) {
            String additions = change.group(2);
            tables.computeIfPresent(change.group(1), (name, created) -> changed(created, additions));
        }
        return tables;
    }

    private static Created changed(Created before, String additions) {
        Map<String, String> types = new LinkedHashMap<>(before.types());
        Map<String, String> comments = new LinkedHashMap<>(before.comments());
        Matcher added = ADDED.matcher(additions);
        while (added.find()) {
            // what ClickHouse makes of a row by itself nobody writes
            if (added.group(2).contains(" MATERIALIZED ")) {
                continue;
            }
            types = inserted(types, added.group(4), added.group(1), added.group(2));
            comments.put(added.group(1), added.group(3).replace("''", "'"));
        }
        return new Created(types, comments, before.clauses());
    }

    private static Map<String, String> inserted(Map<String, String> types, String after, String name, String type) {
        assertThat(types).containsKey(after);
        Map<String, String> changed = new LinkedHashMap<>();
        types.forEach((before, typeBefore) -> {
            changed.put(before, typeBefore);
            if (before.equals(after)) {
                changed.put(name, type);
            }
        });
        return changed;
    }

    private static Created columns(String lines, String clauses) {
        Map<String, String> types = new LinkedHashMap<>();
        Map<String, String> comments = new LinkedHashMap<>();
        for (String line : lines.split(",\n", -1)) {
            Matcher column = COLUMN.matcher(line);
            assertThat(column.matches()).as("a column with a comment: %s", line).isTrue();
            types.put(column.group(1), column.group(2));
            comments.put(column.group(1), column.group(3).replace("''", "'"));
        }
        return new Created(types, comments, clauses);
    }
}
