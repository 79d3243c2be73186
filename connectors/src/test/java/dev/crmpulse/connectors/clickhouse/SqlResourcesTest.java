package dev.crmpulse.connectors.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmpulse.connectors.clickhouse.SqlResources.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlResourcesTest {
    private static final Path SQL =
            Path.of(System.getProperty("crmpulse.root"), "sql", "src", "main", "resources", "crmpulse", "sql");

    @ParameterizedTest
    @ValueSource(strings = {"migrations", "views", "truth"})
    void anIndexListsTheFilesOfItsFolderAndNoOthers(String folder) throws IOException {
        List<String> files;
        try (Stream<Path> paths = Files.list(SQL.resolve(folder))) {
            files = paths.map(path -> path.getFileName().toString())
                    .filter(name -> !name.equals("index"))
                    .toList();
        }

        assertThat(SqlResources.folder(folder)).extracting(Script::name).containsExactlyInAnyOrderElementsOf(files);
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
                        .contains("CREATE OR REPLACE VIEW crm." + script.name().replace(".sql", "") + " ")));
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
        assertThatThrownBy(() -> SqlResources.folder("nowhere")).hasMessageContaining("nowhere/index");
    }
}
