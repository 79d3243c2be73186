package dev.crmpulse.dashboards.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What Grafana is set up by is right, and each kind of fault that is put into it is named. */
class ProvisioningChecksTest {
    private static final Path PROVISIONING = Path.of("provisioning");
    private static final String RULES = "alerting/rules.yaml";
    private static final String POLICIES = "alerting/policies.yaml";
    private static final String CONTACT_POINTS = "alerting/contact-points.yaml";

    private static ProvisioningChecks checks;

    @BeforeAll
    static void readSchemas() throws IOException {
        checks = new ProvisioningChecks(Path.of("schema"), BoardFile.readAll(Path.of("grafana")));
    }

    @Test
    void nothingIsWrongWithWhatGrafanaIsSetUpBy() throws IOException {
        Map<String, JsonNode> files = Provisioning.readAll(PROVISIONING);

        assertThat(files)
                .containsOnlyKeys(
                        "alerting/contact-points.yaml",
                        "alerting/mute-timings.yaml",
                        POLICIES,
                        RULES,
                        "alerting/templates.yaml",
                        "dashboards/crm-pulse.yaml",
                        "datasources/crm-pulse.yaml");
        assertThat(checks.problems(files)).isEmpty();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                ofRule(
                        "unknown key",
                        rule -> rule.put("forr", "1m"),
                        "property 'forr' is not defined",
                        "did you mean 'for'?"),
                ofRule(
                        "bad enum",
                        rule -> rule.put("noDataState", "Okay"),
                        "noDataState: does not have a value in the enumeration",
                        "take one of those"),
                ofRule(
                        "variable",
                        rule -> query(
                                rule,
                                "SELECT tenant, 1. AS value FROM crm.ledger WHERE tenant = ${tenant:singlequote}"),
                        "uses variable 'tenant'",
                        "nobody chooses values"),
                ofRule(
                        "condition of boards",
                        rule -> query(rule, "SELECT 1. AS value WHERE $__conditionalAll(1 = 1, $tenant)"),
                        "uses $__conditionalAll",
                        "only boards expand it"),
                ofRule(
                        "misspelt macro",
                        rule -> query(rule, "SELECT 1. AS value FROM crm.event WHERE $__timefilter(time)"),
                        "unknown macro $__timefilter",
                        "did you mean 'timeFilter'?"),
                ofRule(
                        "missing description",
                        rule -> annotations(rule).put("description", ""),
                        "no description",
                        "write one"),
                ofRule(
                        "missing translation",
                        rule -> annotations(rule).put("summary_zh", "too late"),
                        "is not translated",
                        "write its 'zh'"),
                ofRule(
                        "variable of Grafana in a text",
                        rule -> annotations(rule).put("summary", "{{ $labels.tenant }} is late"),
                        "a '$' in annotation",
                        "write {{ .Labels.name }}"),
                ofRule(
                        "board that does not exist",
                        rule -> rule.put("dashboardUid", "crm-sla-promise-en"),
                        "leads to board 'crm-sla-promise-en', which does not exist",
                        "did you mean 'crm-sla-promises-en'?"),
                ofRule(
                        "panel that does not exist",
                        rule -> rule.put("panelId", 4711),
                        "leads to panel 4711",
                        "name one that it has"),
                ofRule(
                        "uid twice",
                        rule -> rule.put("uid", "crm-no-events"),
                        "another rule has this uid",
                        "give it one of its own"),
                fault(
                        "receiver that does not exist",
                        POLICIES,
                        file -> ((ObjectNode) file.at("/policies/0/routes/0")).put("receiver", "crm-puls-slack"),
                        "receiver 'crm-puls-slack' is no contact point",
                        "did you mean 'crm-pulse-slack'?"),
                fault(
                        "mute timing that does not exist",
                        POLICIES,
                        file -> ((ArrayNode) file.at("/policies/0/routes/0/mute_time_intervals")).add("weekend"),
                        "unknown mute timing 'weekend'",
                        "known are outside-working-hours"),
                fault(
                        "secret",
                        CONTACT_POINTS,
                        file -> ((ObjectNode) file.at("/contactPoints/0/receivers/0/settings"))
                                .put("url", "https://example.com/robot/send?access_token=0123"),
                        "an address or secret is written down",
                        "name a variable of the environment"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void aFaultIsNamedWithItsPlaceAndWhatToDo(
            String name, String file, Consumer<JsonNode> fault, String what, String remedy) throws IOException {
        Map<String, JsonNode> files = Provisioning.readAll(PROVISIONING);
        fault.accept(files.get(file));

        assertThat(checks.problems(files)).as(name).anySatisfy(problem -> {
            assertThat(problem.file()).isEqualTo(file);
            assertThat(problem.where()).isNotBlank();
            assertThat(problem.what()).contains(what);
            assertThat(problem.remedy()).contains(remedy);
        });
    }

    private static Arguments ofRule(String name, Consumer<ObjectNode> damage, String what, String remedy) {
        return fault(
                "rule: " + name, RULES, file -> damage.accept((ObjectNode) file.at("/groups/0/rules/0")), what, remedy);
    }

    private static Arguments fault(String name, String file, Consumer<JsonNode> damage, String what, String remedy) {
        return Arguments.of(name, file, damage, what, remedy);
    }

    private static void query(ObjectNode rule, String sql) {
        ((ObjectNode) rule.at("/data/0/model")).put("rawSql", sql);
    }

    private static ObjectNode annotations(ObjectNode rule) {
        return (ObjectNode) rule.get("annotations");
    }
}
