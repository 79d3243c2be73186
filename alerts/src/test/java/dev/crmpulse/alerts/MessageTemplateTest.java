package dev.crmpulse.alerts;

import static dev.crmpulse.alerts.TestAlerts.alert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.crmpulse.alerts.AlertMessage.ParsedRecord;
import dev.crmpulse.alerts.AlertMessage.Status;
import dev.crmpulse.connectors.policy.PolicyFile;
import dev.crmpulse.connectors.yaml.YamlFields;
import dev.crmpulse.connectors.yaml.YamlNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MessageTemplateTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final String NASTY = "\"}, \\ \n<!channel> & 线索 {{owner}}";

    @Test
    void slackGetsWhatIsOverdueForWhomSinceWhenAndWhatToDo() throws Exception {
        JsonNode message = rendered(Service.SLACK, alert("a-1", Status.RAISED));

        assertThat(message.path("text").asText()).isEqualTo("""
                        :rotating_light: *Overdue: first response*, lead L-1
                        Level: escalation to the supervisor
                        Since: 2026-11-23 09:00 (Asia/Shanghai)
                        Due: 2026-11-23 11:00 (Asia/Shanghai)
                        Owner: rep-07
                        Reach out to the lead now and log the contact in the CRM.""");
    }

    @ParameterizedTest
    @CsvSource({
        "DINGTALK, /text/content, text, /msgtype",
        "WECOM, /text/content, text, /msgtype",
        "FEISHU, /content/text, text, /msg_type"
    })
    void robotsOfChatGroupsGetChinese(Service service, String at, String kind, String kindAt) throws Exception {
        JsonNode message = rendered(service, alert("a-1", Status.RAISED));

        assertThat(message.at(kindAt).asText()).isEqualTo(kind);
        assertThat(message.at(at).asText()).isEqualTo("""
                        【crm-pulse 告警】首次响应已超时：线索 L-1
                        级别：升级至主管
                        开始时间：2026-11-23 09:00（Asia/Shanghai）
                        到期时间：2026-11-23 11:00（Asia/Shanghai）
                        负责人：rep-07
                        处理建议：请立即联系该线索，并在 CRM 中记录。""");
    }

    @Test
    void genericHasAllMembers() throws Exception {
        JsonNode message = rendered(Service.GENERIC, alert("a-1", Status.CLEARED));

        assertThat(message).isEqualTo(new JsonMapper().readTree("""
                        {"id":"a-1/cleared/1","type":"crm.alert.cleared","time":"2026-11-23T03:00:00Z","tenant":"acme",
                         "alert_id":"a-1","status":"cleared","entity":"lead","entity_id":"L-1","sla":"first-response",
                         "policy_id":"first-response@1","episode":1,"level":"supervisor","level_no":2,"owner":"rep-07",
                         "started_at":"2026-11-23T01:00:00Z","due_at":"2026-11-23T03:00:00Z","zone":"Asia/Shanghai",
                         "text":"Cleared: first response, lead L-1: it is over, done or no longer asked for. Nothing is left to do."}
                        """));
    }

    @ParameterizedTest
    @CsvSource({
        "SLACK, RAISED, 0, To do: first response",
        "SLACK, RAISED, 2, Overdue: first response",
        "SLACK, CLEARED, 2, Cleared: first response",
        "SLACK, WITHDRAWN, 2, Withdrawn: first response",
        "SLACK, WITHDRAWN, 2, kept after all",
        "GENERIC, RAISED, 0, To do: first response",
        "GENERIC, WITHDRAWN, 2, kept after all",
        "DINGTALK, RAISED, 0, 提醒】首次响应",
        "WECOM, CLEARED, 2, 解除】首次响应",
        "FEISHU, WITHDRAWN, 2, 撤回】首次响应",
        "FEISHU, WITHDRAWN, 2, 实际已按时兑现"
    })
    void noticesAlarmsAndWithdrawalsAreDistinguished(Service service, Status status, int hours, String expected)
            throws Exception {
        assertThat(MessageTemplate.shippedFor(service).render(alert("a-1", status, Duration.ofHours(hours)), SHANGHAI))
                .contains(expected);
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void noValueCanBreakOutOfItsPlace(Service service) throws Exception {
        AlertMessage nasty = new AlertMessage(
                NASTY,
                NASTY,
                NASTY,
                NASTY,
                NASTY,
                NASTY,
                NASTY,
                1,
                NASTY,
                1,
                NASTY,
                Instant.EPOCH,
                Optional.empty(),
                Status.RAISED,
                ParsedRecord.SENT,
                Optional.empty());

        String shown = rendered(service, nasty)
                .findValuesAsText(
                        service == Service.FEISHU || service == Service.SLACK || service == Service.GENERIC
                                ? "text"
                                : "content")
                .get(0);

        assertThat(shown)
                .contains("\"}, \\")
                .contains("线索 {{owner}}")
                .contains(service == Service.SLACK ? "&lt;!channel&gt; &amp;" : "<!channel> &");
    }

    @Test
    void everyShippedSlaAndLevelHasWordsInBothLanguages() throws Exception {
        try (InputStream slas = getClass().getResourceAsStream("/crmpulse/policies/slas.yaml")) {
            String yaml = new String(slas.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(PolicyFile.read("slas.yaml", yaml)).isNotEmpty();
            for (YamlNode node : YamlFields.items(
                    YamlNode.readAll("slas.yaml", yaml, "policy").get(0), "slas")) {
                YamlFields sla = YamlFields.anyOf(node, "an SLA");
                String id = sla.requiredText("id");
                for (YamlNode level : sla.requiredItems("levels")) {
                    String name = YamlFields.anyOf(level, "a level").requiredText("name");
                    Map<String, Object> words = AlertWords.in("zh").of(named(id, name));
                    assertThat(words.get("sla")).as(id).isNotEqualTo(id);
                    assertThat(words.get("level")).as(name).isNotEqualTo(name);
                    assertThat(AlertWords.in("en").of(named(id, name)).get("sla"))
                            .as(id)
                            .isNotEqualTo(id);
                }
            }
        }
    }

    @Test
    void aSlaOfATenantKeepsItsName() {
        assertThat(AlertWords.in("zh").of(named("call-back", "late")))
                .containsEntry("sla", "call-back")
                .containsEntry("level", "late")
                .containsEntry("todo", "请立即处理，并在 CRM 中记录联系情况。");
    }

    @Test
    void aTemplateOfOnesOwnIsTried(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("own.mustache");
        Files.writeString(file, "{\"card\": \"{{zh.level}} {{entity_id}}\", \"owner\": \"{{owner}}\"}");

        assertThat(MessageTemplate.read(file, Service.FEISHU).render(alert("a-1", Status.RAISED), SHANGHAI))
                .isEqualTo("{\"card\":\"升级至主管 L-1\",\"owner\":\"rep-07\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"card": "{{ownr}}"}                        | ownr
            {"card": "{{#ownr}}x{{/ownr}}"}             | ownr
            {"card": "{{#raised}}x"}                    | raised
            {{#raised}}{"card": 1}{{/raised}}           | it makes no JSON object
            ["{{owner}}"]                               | it makes no JSON object
            {"card": "{{owner}}"} {}                    | it makes no JSON object
            """)
    void aTemplateThatWouldFailOneDayIsRefusedAtOnce(String text, String problem, @TempDir Path directory)
            throws Exception {
        Path file = directory.resolve("own.mustache");
        Files.writeString(file, text);

        assertThatThrownBy(() -> MessageTemplate.read(file, Service.GENERIC))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(problem);
    }

    private static JsonNode rendered(Service service, AlertMessage alert) throws IOException {
        return new JsonMapper().readTree(MessageTemplate.shippedFor(service).render(alert, SHANGHAI));
    }

    private static AlertMessage named(String sla, String level) {
        return new AlertMessage(
                "id",
                "acme",
                "a-1",
                "lead",
                "L-1",
                sla,
                "",
                1,
                level,
                1,
                "",
                Instant.EPOCH,
                Optional.empty(),
                Status.RAISED,
                ParsedRecord.SENT,
                Optional.empty());
    }
}
