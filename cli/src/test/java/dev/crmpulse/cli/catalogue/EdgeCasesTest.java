package dev.crmpulse.cli.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.crmpulse.cli.stack.ProjectFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Each case that products of this kind are known to get wrong has a test that bears its number: a method {@code
 * EdgeCase_NN_…}, or a vector of the catalogue with {@code edge_case: NN}.
 */
class EdgeCasesTest {
    /** The cases by number, from 1. */
    private static final List<String> CASES = List.of(
            "when first response starts",
            "what ends it",
            "somebody answers before assignment",
            "bot hands over",
            "rep writes first",
            "several inbound before one reply",
            "replies out of order",
            "reassignment",
            "business hours beside calendar time",
            "no hours configured",
            "lunch and split shifts",
            "holidays and make-up days",
            "calendar or policy edited later",
            "pause",
            "next reply, periodic update, customer wait",
            "clock still runs after the end",
            "reopening",
            "dwell of repeated stages",
            "open items in medians",
            "skipped and regressed stages",
            "first stage unrecorded",
            "back-dated edit",
            "merge and delete",
            "cohort and period",
            "conversion window",
            "date that a duration belongs to",
            "unanswered items",
            "statistics beside the average",
            "day boundary",
            "clock skew",
            "duplicates",
            "significance of NPS",
            "asked again",
            "rotting",
            "silent owner and cherry-picking",
            "alert on an unfinished bucket",
            "weekend and target",
            "export and board",
            "change of summer time",
            "escalation at midnight");

    private static final Pattern TEST = Pattern.compile("void EdgeCase_(\\d\\d)_\\w+\\(");
    private static final YAMLMapper YAML = new YAMLMapper();

    @Test
    void everyEdgeCaseHasItsTest() throws IOException {
        Set<Integer> tested = tested();

        List<String> without = new ArrayList<>();
        for (int number = 1; number <= CASES.size(); number++) {
            if (!tested.contains(number)) {
                without.add(number + " " + CASES.get(number - 1));
            }
        }
        assertThat(without).as("cases without a test").isEmpty();
        assertThat(tested).as("numbers of cases").allMatch(number -> number >= 1 && number <= CASES.size());
    }

    private static Set<Integer> tested() throws IOException {
        Set<Integer> numbers = new TreeSet<>();
        for (Path module : modules()) {
            for (Path test : tests(module)) {
                TEST.matcher(Files.readString(test))
                        .results()
                        .map((MatchResult name) -> Integer.valueOf(name.group(1)))
                        .forEach(numbers::add);
            }
        }
        try (Stream<Path> files = Files.list(ProjectFiles.root().resolve("metrics/src/main/catalogue"))) {
            files.map(EdgeCasesTest::read)
                    .flatMap(entry -> entry.findValues("edge_case").stream())
                    .map(JsonNode::asInt)
                    .forEach(numbers::add);
        }
        return numbers;
    }

    private static List<Path> modules() throws IOException {
        try (Stream<Path> found = Files.list(ProjectFiles.root())) {
            return found.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList();
        }
    }

    private static List<Path> tests(Path folder) throws IOException {
        List<Path> tests = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith("Test.java")) {
                    tests.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return tests;
    }

    private static JsonNode read(Path file) {
        try {
            return YAML.readTree(file.toFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
