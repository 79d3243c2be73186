package dev.crmpulse.alerts;

import static dev.crmpulse.alerts.TestAlerts.alert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmpulse.alerts.AlertMessage.Status;
import dev.crmpulse.connectors.yaml.Substitution;
import dev.crmpulse.connectors.yaml.YamlException;
import dev.crmpulse.connectors.yaml.YamlFields;
import dev.crmpulse.connectors.yaml.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookLoaderTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "SALES_FLOOR_URL", "https://chat.example/send?access_token=t0ken",
            "SALES_FLOOR_SECRET", "SECabc123",
            "DESK_URL", "https://desk.example/alerts");
    private static final String YAML = """
            quiet_hours: {from: "22:00", to: "08:00"}
            webhooks:
              - name: sales-floor
                template: dingtalk
                url: "${SALES_FLOOR_URL}"
                secret: "${SALES_FLOOR_SECRET}"
                levels: [supervisor, anomaly]
                per_minute: 12
                retry: 5 min
              - name: desk
                template: generic
                url: http://127.0.0.1:8080/alerts
            """;

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("tenants.yaml");
    }

    @Test
    void webhooksAndQuietHoursAreRead() throws Exception {
        TenantWebhooks tenant = load(YAML);

        assertThat(tenant.tenant()).isEqualTo("acme");
        assertThat(tenant.zone()).isEqualTo(SHANGHAI);
        // 22:00 in Shanghai
        assertThat(tenant.quietHours().contain(Instant.parse("2026-11-22T14:00:00Z")))
                .isTrue();
        assertThat(tenant.quietHours().contain(Instant.parse("2026-11-22T13:59:59Z")))
                .isFalse();
        Webhook floor = tenant.webhooks().get(0);
        assertThat(floor.name()).isEqualTo("sales-floor");
        assertThat(floor.service()).isEqualTo(Service.DINGTALK);
        assertThat(floor.url()).hasToString("https://chat.example/send?access_token=t0ken");
        assertThat(floor.secret()).contains("SECabc123");
        assertThat(floor.pace()).isEqualTo(new Webhook.Pace(12, Duration.ofSeconds(10), Duration.ofMinutes(5)));
        assertThat(floor.selection().wants(alert("a-1", Status.RAISED))).isTrue();
        Webhook desk = tenant.webhooks().get(1);
        assertThat(desk.service()).isEqualTo(Service.GENERIC);
        assertThat(desk.secret()).isEmpty();
        assertThat(desk.pace()).isEqualTo(Webhook.Pace.DEFAULT);
    }

    @Test
    void onlyWhatIsWantedIsSelected() throws Exception {
        List<Webhook> webhooks = load(YAML.replace("[supervisor, anomaly]", "anomaly")
                        .replace("name: desk", "name: desk\n    slas: [untouched]"))
                .webhooks();

        assertThat(webhooks).noneMatch(webhook -> webhook.selection().wants(alert("a-1", Status.RAISED)));
    }

    @Test
    void addressAndSecretAreNeverShown() throws Exception {
        assertThat(load(YAML).toString()).contains("webhook sales-floor").doesNotContain("t0ken", "SECabc123", "http");
    }

    @Test
    void aTemplateOfOnesOwnStandsBesideTheSettings() throws Exception {
        Files.writeString(directory.resolve("card.mustache"), "{\"card\": \"{{entity_id}}\"}");

        Webhook webhook = load(YAML.replace("template: dingtalk", "template: card.mustache\n    service: feishu"))
                .webhooks()
                .get(0);

        assertThat(webhook.service()).isEqualTo(Service.FEISHU);
        assertThat(webhook.template().render(alert("a-1", Status.RAISED), SHANGHAI))
                .isEqualTo("{\"card\":\"L-1\"}");
    }

    @Test
    void aTenantNeedsNeither() throws Exception {
        TenantWebhooks tenant = load("zone: Asia/Shanghai\n");

        assertThat(tenant.webhooks()).isEmpty();
        assertThat(tenant.quietHours().periods()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            per_minute: 12           | per_minit: 12          | 8: unknown field 'per_minit' in a webhook, did you mean 'per_minute'?
            per_minute: 12           | per_minute: 0          | 8: 'per_minute' is a whole number from 1 to 9999, not '0'
            per_minute: 12           | per_minute: many       | 8: 'per_minute' is a whole number from 1 to 9999, not 'many'
            per_minute: 12           | timeout: 1 h           | 8: 'timeout' is longer than 2 min
            retry: 5 min             | retry: 5               | 9: 'retry' is a length of time such as 10 s:
            template: dingtalk       | template: dingtak      | 4: unknown template 'dingtak', did you mean 'dingtalk'?, or a file that ends with .mustache
            template: dingtalk       | template: x.mustache   | 4: the template DIR/x.mustache cannot be read; check its path
            template: dingtalk       | template: bad.mustache | 4: the template DIR/bad.mustache cannot be used: it makes no JSON object
            template: dingtalk       | service: slack         | 3: a webhook needs 'template'
            "${SALES_FLOOR_URL}"     | ftp://t0ken.example    | 5: 'url' is no address that begins with http:// or https://
            "${SALES_FLOOR_URL}"     | "http://a.b/?t0ken=t0ken c" | 5: 'url' cannot be read from character 24 on
            url: "${SALES_FLOOR_URL}" | slas: first-response | 3: a webhook needs 'url'
            name: desk               | name: sales-floor      | 10: webhook 'sales-floor' is given in line 3 already
            name: desk               | name: The Desk         | 10: 'The Desk' is no name of a webhook; write up to 40 small letters, digits and '-'
            "22:00"                  | "22 h"                 | 1: '22 h' is no time of day; write such as "22:00", with quotes
            "22:00"                  | "08:00"                | 1: quiet hours begin and end at 08:00; a whole day is 00:00 to 24:00
            to: "08:00"              | to: "08:00", days: [son] | 1: unknown day of the week 'son', did you mean 'mon'?
            to: "08:00"              | till: "08:00"          | 1: unknown field 'till' in quiet hours
            """)
    void aMistakeIsOneLineThatNamesPlaceAndProblem(String part, String broken, String problem) throws Exception {
        Files.writeString(directory.resolve("bad.mustache"), "{{owner}}");

        assertThatThrownBy(() -> load(YAML.replace(part, broken)))
                .isInstanceOf(YamlException.class)
                .hasMessageStartingWith(file + ":" + problem.replace("DIR", directory.toString()))
                .hasMessageNotContainingAny("t0ken", "SECabc123");
    }

    @Test
    void aSecretOfWeComIsAMisunderstanding() {
        assertThatThrownBy(() -> load(YAML.replace("template: dingtalk", "template: wecom")))
                .hasMessage(file + ":6: a webhook of wecom has no secret, its address carries the key");
    }

    @Test
    void anAddressInTheWrongPlaceIsNotShown() {
        assertThatThrownBy(() -> load("webhooks: https://chat.example/t0ken\n"))
                .hasMessageStartingWith(file + ":1: 'webhooks' must be a list")
                .hasMessageNotContaining("t0ken");
        assertThatThrownBy(() -> load("webhooks:\n  - https://chat.example/t0ken\n"))
                .hasMessageStartingWith(file + ":2: a webhook must be written")
                .hasMessageNotContaining("t0ken");
    }

    /** What the sample shows is behind a # at the begin of the line. */
    @Test
    void theSampleThatComesWithCrmPulseIsRight() throws Exception {
        Path sample = Path.of(System.getProperty("crmpulse.root"), "deploy/config/tenants.yaml");
        Files.writeString(file, Files.readString(sample).replaceAll("(?m)^#(?= {4})", ""));

        YamlFields tenants =
                YamlFields.anyOf(YamlFields.anyOf(filled(), "the file").required("tenants"), "'tenants'");
        TenantWebhooks tenant =
                WebhookLoader.load("acme-asia", SHANGHAI, YamlFields.anyOf(tenants.required("acme-asia"), "a tenant"));

        assertThat(tenant.webhooks()).extracting(Webhook::name).containsExactly("sales-floor", "desk");
        assertThat(tenant.quietHours().periods()).isNotEmpty();
    }

    private TenantWebhooks load(String yaml) throws IOException {
        Files.writeString(file, yaml);
        return WebhookLoader.load("acme", SHANGHAI, YamlFields.anyOf(filled(), "a tenant"));
    }

    private YamlNode filled() {
        return new Substitution(ENVIRONMENT::get).fill(YamlNode.read(file, "tenants"));
    }
}
