package dev.crmpulse.cli.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.cli.stack.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever follows {@code CONTRIBUTING.md} finds what it names: files, folders and the classes that are run. */
class ContributingTest {
    private static final Path ROOT = ProjectFiles.root();
    private static final Pattern PATH = Pattern.compile("`([a-z]+/src/[^`<]+)`|\\]\\(([^)#]+)\\)");
    private static final Pattern TEST = Pattern.compile("\\b([A-Z]\\w+Test)\\b");

    @Test
    void whatItNamesIsThere() throws IOException {
        String page = Files.readString(ROOT.resolve("CONTRIBUTING.md"));
        List<String> paths = PATH.matcher(page)
                .results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .toList();
        assertThat(paths).hasSizeGreaterThan(8).allSatisfy(path -> assertThat(ROOT.resolve(path))
                .exists());

        List<String> tests =
                TEST.matcher(page).results().map(MatchResult::group).distinct().toList();
        List<String> classes = classes();
        assertThat(tests).hasSizeGreaterThan(4).allSatisfy(test -> assertThat(classes)
                .contains(test + ".java"));
    }

    private static List<String> classes() throws IOException {
        try (Stream<Path> modules = Files.list(ROOT)) {
            List<Path> tests = modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList();
            Stream<Path> files = Stream.empty();
            for (Path test : tests) {
                try (Stream<Path> found = Files.walk(test)) {
                    files = Stream.concat(files, found.toList().stream());
                }
            }
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
