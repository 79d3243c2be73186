package dev.crmpulse.cli.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.cli.stack.ProjectFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Names and prose use the field's words. Which are refused stands in the glossary, so that authors and this test read the same
 * list. Parts of names count as words.
 */
class StandardWordsTest {
    private static final Path ROOT = ProjectFiles.root();
    private static final Path GLOSSARY = ROOT.resolve("docs/glossary.md");
    private static final List<String> ENDINGS =
            List.of(".java", ".sql", ".md", ".yaml", ".yml", ".xml", ".xsl", ".properties");
    private static final Set<String> NOT_OURS = Set.of("target", "node_modules", ".git", ".data", ".idea", ".vscode");

    /** Words in running text, and those that names in either style are made of. */
    private static final Pattern WORD = Pattern.compile("\\p{Lu}?\\p{Ll}+|\\p{Lu}+(?!\\p{Ll})");

    private static final Pattern REFUSED = Pattern.compile("`([a-z]+)`");

    @Test
    void noNameAndNoSentenceUsesARefusedWord() throws IOException {
        Set<String> refused = refused();
        List<String> found = new ArrayList<>();
        for (Path file : files()) {
            String name = ROOT.relativize(file).toString();
            check(name, name, refused, found);
            List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
            for (int i = 0; i < lines.size(); i++) {
                check(name + ":" + (i + 1), lines.get(i), refused, found);
            }
        }

        assertThat(found).isEmpty();
    }

    @Test
    void partsOfNamesAreWords() {
        assertThat(words("sendPending IS_SENT crm.sent_at HTTPSender2 resend"))
                .containsExactly("at", "crm", "http", "is", "pending", "resend", "send", "sender", "sent");
    }

    /** The words in the first column of the glossary's last table. */
    private static Set<String> refused() throws IOException {
        String glossary = Files.readString(GLOSSARY);
        Set<String> refused = new TreeSet<>();
        glossary.substring(glossary.indexOf("\n| not | but |\n"))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .forEach(line -> {
                    Matcher word = REFUSED.matcher(line.substring(0, line.indexOf('|', 1)));
                    while (word.find()) {
                        refused.add(word.group(1));
                    }
                });
        assertThat(refused).hasSizeGreaterThanOrEqualTo(10);
        return refused;
    }

    private static void check(String place, String text, Set<String> refused, List<String> found) {
        for (String word : words(text)) {
            if (refused.contains(word)) {
                found.add(place + ": '" + word + "' is not used here, see docs/glossary.md: " + text.strip());
            }
        }
    }

    private static Set<String> words(String text) {
        Set<String> words = new TreeSet<>();
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            words.add(word.group().toLowerCase(Locale.ROOT));
        }
        return words;
    }

    private static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return NOT_OURS.contains(directory.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                boolean isRead = ENDINGS.stream().anyMatch(file.getFileName().toString()::endsWith);
                if (isRead && !file.equals(GLOSSARY)) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        assertThat(files).hasSizeGreaterThan(500);
        return files;
    }
}
