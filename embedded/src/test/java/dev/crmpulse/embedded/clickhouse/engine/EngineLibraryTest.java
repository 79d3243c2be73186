package dev.crmpulse.embedded.clickhouse.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineLibraryTest {
    @TempDir
    Path root;

    @Test
    void findsTheInstalledLibraryOfThisPlatform() throws IOException {
        Path directory = Files.createDirectories(root.resolve("embedded/engine/node_modules/@chdb/lib-some-platform"));
        Path library = Files.createFile(directory.resolve("libchdb.so"));

        assertThat(EngineLibrary.locate(Optional.empty(), root)).isEqualTo(library);
    }

    @Test
    void aNamedLibraryGoesFirst() throws IOException {
        Path library = Files.createFile(root.resolve("libchdb.so"));

        assertThat(EngineLibrary.locate(Optional.of(library.toString()), root)).isEqualTo(library);
    }

    @Test
    void saysInOneLineWhatToSetWhereThereIsNoCheckout() {
        assertThatThrownBy(() -> EngineLibrary.locate(Optional.empty(), root))
                .isInstanceOf(EngineMissingException.class)
                .hasMessageContaining(EngineLibrary.OVERRIDE)
                .hasMessageContaining("@chdb/lib-linux-x64-gnu")
                .message()
                .doesNotContain("\n");
    }

    @Test
    void saysInOneLineWhatToRunWhenItIsMissingInACheckout() throws IOException {
        Files.createDirectories(root.resolve("embedded/engine"));

        assertThatThrownBy(() -> EngineLibrary.locate(Optional.empty(), root))
                .isInstanceOf(EngineMissingException.class)
                .hasMessageContaining("./crm-pulse or mvn verify")
                .message()
                .doesNotContain("\n");
    }

    @Test
    void saysWhichNamedLibraryIsMissing() {
        assertThatThrownBy(() -> EngineLibrary.locate(Optional.of("/nowhere/libchdb.so"), root))
                .isInstanceOf(EngineMissingException.class)
                .hasMessageContaining("/nowhere/libchdb.so")
                .hasMessageContaining(EngineLibrary.OVERRIDE);
    }
}
