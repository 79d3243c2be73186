package dev.crmpulse.connectors.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmpulse.connectors.clickhouse.SqlResources.Script;
import dev.crmpulse.engine.event.DataMember.Kind;
import dev.crmpulse.engine.event.EventType;
import dev.crmpulse.engine.timeline.Metric;
import dev.crmpulse.metrics.catalogue.Metrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlResourcesTest {
    private static final Pattern TYPE_NAME = Pattern.compile("'([\\w.]+)'");
    private static final Path SQL =
            Path.of(System.getProperty("crmpulse.root"), "sql", "src", "main", "resources", "crmpulse", "sql");

    private static final DatabaseScripts SCRIPTS = DatabaseScripts.of(Metrics.ALL);

    @Test
    void everyFileIsApplied() throws IOException {
        try (Stream<Path> paths = Files.walk(SQL)) {
            assertThat(Stream.concat(
                            SCRIPTS.migrations().stream(),
                            SCRIPTS.views().stream()
                                    .filter(view -> !SCRIPTS.generated().contains(view))))
                    .extracting(Script::name)
                    .containsExactlyInAnyOrderElementsOf(
                            paths.filter(path -> path.toString().endsWith(".sql"))
                                    .map(path -> SQL.relativize(path).toString())
                                    .filter(name -> !name.startsWith("fragments/"))
                                    .toList());
        }
    }

    @Test
    void aFolderIsReadOutOfAJarToo(@TempDir Path directory) throws Exception {
        Path jar = directory.resolve("sql.jar");
        try (FileSystem inside = FileSystems.newFileSystem(jar, Map.of("create", "true"))) {
            Path folder = Files.createDirectories(inside.getPath("/crmpulse/sql/views"));
            Files.writeString(folder.resolve("b.sql"), "SELECT 2");
            Files.writeString(folder.resolve("a.sql"), "SELECT 1");
            Files.writeString(folder.resolve("remark.txt"), "no SQL");
        }

        assertThat(SqlResources.scripts(
                        "views",
                        URI.create("jar:" + jar.toUri() + "!/crmpulse/sql/views")
                                .toURL()))
                .extracting(Script::name)
                .containsExactly("views/a.sql", "views/b.sql");
    }

    @Test
    void anIncludeStandsForAFragmentAsFarInAsItself(@TempDir Path directory) throws Exception {
        Files.writeString(
                directory.resolve("x.sql"), "SELECT *\nFROM a AS counted\n    -- include: smallest_n\nLIMIT 1");

        assertThat(SqlResources.scripts("x", directory.toUri().toURL()))
                .singleElement()
                .extracting(Script::text)
                .asString()
                .startsWith("SELECT *\nFROM a AS counted\n    -- The number below")
                .contains("\n    LEFT JOIN\n    (\n        SELECT tenant AS profile_tenant")
                .endsWith("counted.tenant\nLIMIT 1");
    }

    @Test
    void aFragmentThatIsMissingIsAFaultOfTheBuild(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("x.sql"), "-- include: nowhere\n");

        assertThatThrownBy(() -> SqlResources.scripts("x", directory.toUri().toURL()))
                .hasMessageContaining("nowhere");
    }

    @Test
    void everyFragmentIsIncluded() throws IOException {
        try (Stream<Path> fragments = Files.list(SQL.resolve("fragments"));
                Stream<Path> files = Files.walk(SQL)) {
            String all = files.filter(Files::isRegularFile)
                    .map(SqlResourcesTest::read)
                    .collect(Collectors.joining());
            assertThat(fragments).allSatisfy(fragment -> assertThat(all)
                    .contains("-- include: " + fragment.getFileName().toString().replace(".sql", "") + "\n"));
        }
    }

    @Test
    void migrationsAreNumberedWithoutGapsInTheOrderInWhichTheyApply() {
        List<Script> migrations = SCRIPTS.migrations();

        for (int i = 0; i < migrations.size(); i++) {
            assertThat(migrations.get(i).name()).startsWith(String.format("migrations/%04d_", i + 1));
        }
    }

    @Test
    void aFileOfAViewIsOneStatementThatMayBeAppliedAgain() {
        assertThat(SCRIPTS.views())
                .filteredOn(view -> !SCRIPTS.generated().contains(view))
                .allSatisfy(script -> {
                    assertThat(script.statements())
                            .singleElement()
                            .asString()
                            .containsPattern("CREATE OR REPLACE (VIEW|DICTIONARY) crm\\." + script.subject() + "\\s");
                    assertThat(script.name())
                            .satisfiesAnyOf(
                                    name -> assertThat(name).endsWith("/" + script.subject() + ".sql"),
                                    name -> assertThat(name)
                                            .matches("metrics/("
                                                    + script.subject().replace("truth_", "") + "|"
                                                    + script.subject().replace("truth_", "") + "_\\w+)/truth\\.sql"));
                });
    }

    @Test
    void aViewComesAfterThoseThatItReads() {
        List<String> subjects = SCRIPTS.views().stream().map(Script::subject).toList();

        assertThat(subjects).doesNotHaveDuplicates();
        assertThat(subjects.indexOf("truth_m18")).isGreaterThan(subjects.indexOf("truth_survey"));
        assertThat(subjects.indexOf("truth_survey")).isGreaterThan(subjects.indexOf("event_data"));
        assertThat(subjects.indexOf("deal_window")).isGreaterThan(subjects.indexOf("fact_window"));
    }

    @Test
    void everyMetricThatSqlRecomputesHasItsTruth() {
        assertThat(SCRIPTS.views())
                .extracting(Script::subject)
                .containsAll(Metrics.ALL.stream()
                        .filter(metric -> metric.verification() == Metric.Verification.TRUTH_VIEW)
                        .map(Metric::truthView)
                        .toList());
    }

    @Test
    void whatHasNoReadingIsCountedOfEveryMemberOfEveryType() {
        String view = SCRIPTS.views().stream()
                .filter(script -> script.subject().equals("unread_member"))
                .findFirst()
                .orElseThrow()
                .statements()
                .get(0);
        Set<String> counted = new TreeSet<>();
        Matcher entry = Pattern.compile("\\('(\\w+)', '(\\w+)', type (?:=|IN) \\(?((?:'[\\w.]+'(?:, )?)+)")
                .matcher(view);
        while (entry.find()) {
            String member = ' ' + entry.group(1) + ' ' + entry.group(2);
            TYPE_NAME.matcher(entry.group(3)).results().forEach(type -> counted.add(type.group(1) + member));
        }

        Set<String> read = new TreeSet<>();
        for (EventType type : EventType.values()) {
            type.payloadMembers().stream()
                    .filter(member ->
                            EnumSet.of(Kind.NUMBER, Kind.FLAG, Kind.DATE).contains(member.kind()))
                    .forEach(member -> read.add(type.cloudEventType()
                            + ' '
                            + member.memberName()
                            + ' '
                            + member.kind().name().toLowerCase(Locale.ROOT)));
        }
        assertThat(counted).isEqualTo(read).isNotEmpty();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void aScriptIsSplitWhereALineEndsWithASemicolon() {
        Script script = new Script(
                "x.sql",
                "-- first; not the end\nSELECT ';' ;\r\nSELECT 2; -- no end\n, 3;  \n\n-- only a remark\n;\nSELECT 4");

        assertThat(script.statements())
                .containsExactly("-- first; not the end\nSELECT ';'", "SELECT 2; -- no end\n, 3", "SELECT 4");
    }

    @Test
    void aChecksumChangesWithTheText() {
        Script script = new Script("x.sql", "SELECT 1");

        assertThat(script.checksum()).matches("[0-9a-f]{32}");
        assertThat(new Script("y.sql", "SELECT 1").checksum()).isEqualTo(script.checksum());
        assertThat(new Script("x.sql", "SELECT 2").checksum()).isNotEqualTo(script.checksum());
    }
}
