package dev.crmpulse.connectors.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmpulse.connectors.clickhouse.SqlResources.Script;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlResourcesTest {
    private static final Path SQL =
            Path.of(System.getProperty("crmpulse.root"), "sql", "src", "main", "resources", "crmpulse", "sql");

    @ParameterizedTest
    @ValueSource(strings = {"migrations", "views", "truth"})
    void aFolderGivesAllItsFilesInTheOrderOfTheirNames(String folder) throws IOException {
        try (Stream<Path> paths = Files.list(SQL.resolve(folder))) {
            assertThat(SqlResources.folder(folder))
                    .extracting(Script::name)
                    .containsExactlyElementsOf(
                            paths.map(path -> path.getFileName().toString())
                                    .sorted()
                                    .toList());
        }
    }

    @Test
    void aFolderIsReadOutOfAJarToo(@TempDir Path directory) throws Exception {
        Path jar = directory.resolve("sql.jar");
        try (FileSystem inside = FileSystems.newFileSystem(jar, Map.of("create", "true"))) {
            Path folder = Files.createDirectories(inside.getPath("/crmpulse/sql/views"));
            Files.writeString(folder.resolve("b.sql"), "SELECT 2");
            Files.writeString(folder.resolve("10_a.sql"), "SELECT 1");
            Files.writeString(folder.resolve("remark.txt"), "no SQL");
        }

        assertThat(SqlResources.scripts(URI.create("jar:" + jar.toUri() + "!/crmpulse/sql/views")
                        .toURL()))
                .extracting(Script::name)
                .containsExactly("10_a.sql", "b.sql");
    }

    @Test
    void noFolderIsForgottenHere() throws IOException {
        try (Stream<Path> folders = Files.list(SQL)) {
            assertThat(folders.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("migrations", "views", "truth");
        }
    }

    @Test
    void migrationsAreNumberedWithoutGapsInTheOrderInWhichTheyApply() {
        List<Script> migrations = SqlResources.folder("migrations");

        for (int i = 0; i < migrations.size(); i++) {
            assertThat(migrations.get(i).name()).startsWith(String.format("%04d_", i + 1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"migrations", "views", "truth"})
    void everyFileSaysSomethingAndEndsEachStatement(String folder) {
        assertThat(SqlResources.folder(folder)).allSatisfy(script -> {
            assertThat(script.statements()).as(script.name()).isNotEmpty();
            assertThat(script.statements()).as(script.name()).allSatisfy(statement -> assertThat(statement)
                    .contains("CREATE "));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"views", "truth"})
    void aViewIsOneStatementThatMayBeAppliedAgain(String folder) {
        assertThat(SqlResources.folder(folder)).allSatisfy(script -> assertThat(script.statements())
                .singleElement()
                .satisfies(statement -> assertThat(statement)
                        .containsPattern("CREATE OR REPLACE (VIEW|DICTIONARY) crm\\." + script.subject() + "\\s")));
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

    @Test
    void aFolderThatIsMissingIsAFaultOfTheBuild() {
        assertThatThrownBy(() -> SqlResources.folder("nowhere")).hasMessageContaining("nowhere");
    }
}
