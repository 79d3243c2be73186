package dev.crmpulse.dashboards.alerting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmpulse.dashboards.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrafanaAlertsTest {
    private static final Path DIRECTORY = Path.of("");
    private static final Text TEXT = new Text("late", "超时");

    @Test
    void whatIsCommittedIsWhatIsGenerated() throws IOException {
        assertThat(Files.readString(GrafanaAlerts.FILE, StandardCharsets.UTF_8))
                .as("mvn -q -pl dashboards compile exec:java writes it")
                .isEqualTo(new GrafanaAlerts().rules(DIRECTORY));
    }

    @Test
    void aRuleThatLeadsNowhereIsReported() {
        BoardPanels panels = new BoardPanels(Path.of("grafana"));

        assertThatThrownBy(() -> panels.find(rule("sla-promisses", "Kept")))
                .hasMessage("alert rule 'x' leads to board 'sla-promisses', which does not exist");
        assertThatThrownBy(() -> panels.find(rule("sla-promises", "Kepd")))
                .hasMessageStartingWith(
                        "alert rule 'x' leads to panel 'Kepd', which board 'sla-promises' does not have; it has '")
                .hasMessageContaining("'Kept'");
    }

    @Test
    void aRuleHasOneQueryAndACondition() {
        assertThatThrownBy(() -> rule("SELECT 1", "SELECT 1", new Condition(0., null)))
                .hasMessage("alert rule 'x' has either sql or control_chart");
        assertThatThrownBy(() -> new Condition(1., List.of(0., 1.)))
                .hasMessage("a condition is either above: number, or outside: [low, high]");
        assertThatThrownBy(() -> new Condition(null, List.of(0.)))
                .hasMessage("a condition is either above: number, or outside: [low, high]");
    }

    private static AlertRule rule(String board, String panel) {
        return new AlertRule(
                "x",
                TEXT,
                TEXT,
                TEXT,
                board,
                panel,
                AlertRule.Severity.WARNING,
                AlertRule.Hours.ANY,
                new Condition(0., null),
                null,
                AlertRule.NoData.OK,
                "SELECT 1",
                null);
    }

    private static AlertRule rule(String sql, String controlChart, Condition condition) {
        return new AlertRule(
                "x",
                TEXT,
                TEXT,
                TEXT,
                "board",
                "panel",
                AlertRule.Severity.WARNING,
                AlertRule.Hours.ANY,
                condition,
                null,
                AlertRule.NoData.OK,
                sql,
                controlChart);
    }
}
