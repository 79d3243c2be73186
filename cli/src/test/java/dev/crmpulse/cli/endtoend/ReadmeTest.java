package dev.crmpulse.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.cli.stack.ProjectFiles;
import dev.crmpulse.connectors.policy.PolicyFile;
import dev.crmpulse.connectors.policy.ShippedPolicies;
import dev.crmpulse.engine.policy.Policies;
import dev.crmpulse.engine.policy.PolicyCheck;
import dev.crmpulse.metrics.catalogue.Timelines;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What README shows works as it is printed. */
class ReadmeTest {
    private static final Pattern YAML = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

    /** The example of policies. */
    static String policies() throws IOException {
        Matcher example = YAML.matcher(Files.readString(ProjectFiles.root().resolve("README.md")));
        assertThat(example.find()).isTrue();
        return example.group(1);
    }

    @Test
    void itsPoliciesAreRightAndFitWhatShips() throws IOException {
        Policies all = Policies.of(
                Stream.concat(ShippedPolicies.all().stream(), PolicyFile.read("README", policies()).stream())
                        .toList());

        assertThat(PolicyCheck.problems(all, Timelines::evaluate)).isEmpty();
    }
}
