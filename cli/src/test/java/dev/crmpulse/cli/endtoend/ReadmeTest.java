package dev.crmpulse.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.cli.stack.ProjectFiles;
import dev.crmpulse.connectors.policy.PolicyFile;
import dev.crmpulse.connectors.policy.ShippedPolicies;
import dev.crmpulse.engine.policy.Policies;
import dev.crmpulse.engine.policy.PolicyCheck;
import dev.crmpulse.metrics.catalogue.Metrics;
import dev.crmpulse.metrics.catalogue.Timelines;
import dev.crmpulse.metrics.people.PeopleFold;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What README shows works as it is printed, in Chinese as well. */
class ReadmeTest {
    private static final String ENGLISH = "README.md";
    private static final String CHINESE = "README.zh.md";
    private static final Pattern YAML = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern BLOCK = Pattern.compile("(?m)^```.*\\n((?s).*?)^```$");

    /** A remark behind a command, or what stands beside the name of a folder. */
    private static final Pattern REMARK = Pattern.compile(" +# .*| {2,}.*");

    private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)(#[^)]*)?\\)");

    /** A bar within code does not end a cell. */
    private static final Pattern CELL_END = Pattern.compile("(?<!\\\\)\\|");

    /** The example of policies. */
    static String policies() throws IOException {
        Matcher example = YAML.matcher(text(ENGLISH));
        assertThat(example.find()).isTrue();
        return example.group(1);
    }

    private static String text(String file) throws IOException {
        return Files.readString(ProjectFiles.root().resolve(file));
    }

    @Test
    void itsPoliciesAreRightAndFitWhatShips() throws IOException {
        Policies all = Policies.of(
                Stream.concat(ShippedPolicies.all().stream(), PolicyFile.read("README", policies()).stream())
                        .toList());

        assertThat(PolicyCheck.problems(all, Timelines::evaluate)).isEmpty();
    }

    @Test
    void theChineseOneShowsTheSameCommands() throws IOException {
        assertThat(commands(text(CHINESE))).hasSizeGreaterThan(40).containsExactlyElementsOf(commands(text(ENGLISH)));
    }

    @Test
    void theChineseOneHasTheSameTables() throws IOException {
        assertThat(rows(text(CHINESE)).stream().map(row -> row.get(0)).filter(ReadmeTest::isCode))
                .hasSizeGreaterThan(10)
                .containsExactlyElementsOf(rows(text(ENGLISH)).stream()
                        .map(row -> row.get(0))
                        .filter(ReadmeTest::isCode)
                        .toList());
        assertThat(metrics(text(CHINESE))).hasSizeGreaterThan(10).isEqualTo(metrics(text(ENGLISH)));
    }

    @ParameterizedTest
    @ValueSource(strings = {ENGLISH, CHINESE, "docs/managers.md", "docs/managers.zh.md"})
    void whatItLinksToIsThere(String file) throws IOException {
        assertThat(LINK.matcher(text(file)).results().map(link -> link.group(1)).filter(link -> !link.contains("://")))
                .isNotEmpty()
                .allSatisfy(link -> assertThat(ProjectFiles.root().resolve(file).resolveSibling(link))
                        .exists());
    }

    @Test
    void itsTableOfMetricsIsTheCatalogue() throws IOException {
        String table = String.join("\n", metrics(text(ENGLISH)));

        assertThat(Metrics.ALL).allSatisfy(metric -> {
            if (!metric.equals(PeopleFold.METRIC)) {
                assertThat(table)
                        .as(metric.id())
                        .containsPattern("(?m)^(.*, )?" + metric.id() + "(, .*)? \\| .*`crm\\."
                                + metric.facts().name() + "`");
            }
        });
    }

    private static List<String> commands(String readme) {
        return BLOCK.matcher(readme)
                .results()
                .flatMap(block -> block.group(1).lines())
                .map(line -> REMARK.matcher(line.strip()).replaceAll(""))
                .toList();
    }

    /** Of each metric its id and its views: what stands between is prose. */
    private static List<String> metrics(String readme) {
        return rows(readme).stream()
                .filter(row -> row.get(0).matches("M\\d.*"))
                .map(row -> row.get(0) + " | " + row.get(row.size() - 1))
                .toList();
    }

    private static boolean isCode(String cell) {
        return cell.startsWith("`");
    }

    private static List<List<String>> rows(String readme) {
        List<List<String>> rows = new ArrayList<>();
        readme.lines()
                .filter(line -> line.startsWith("| "))
                .forEach(line -> rows.add(Arrays.stream(CELL_END.split(line.substring(1)))
                        .map(String::strip)
                        .toList()));
        return rows;
    }
}
