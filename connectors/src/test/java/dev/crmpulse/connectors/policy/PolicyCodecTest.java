package dev.crmpulse.connectors.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crmpulse.engine.policy.Policy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyCodecTest {
    /** Whatever the shipped policies do not use. */
    private static final String RARE = """
            - {kind: tenant, tenant: acme, id: profile, version: 3, effective_from: 2026-01-01, zone: Asia/Shanghai,
               calendar: cn-office, currency: CNY, minimum_n: 30}
            - {kind: tenant, tenant: "*", id: profile, version: 1, effective_from: 2026-01-01T08:00:00+08:00, zone: UTC}
            - kind: sla
              id: rare
              tenant: acme
              version: 7
              effective_from: 2026-01-01
              entity: deal
              start: {type: activity.logged, channel: [call, visit], direction: outbound, duration_at_least: 10 min}
              stop: [{interaction: conversation}, {interaction: inbound, channel: email}, {interaction: answer, type: message.sent}]
              pause: {type: deal.stage_changed, to: "On \\"hold\\" \\u4e2d"}
              resume: {type: deal.stage_changed, from: "*", reason: [a, b]}
              calendar: plant
              episodes: restart
              levels: [{name: one, target: 90 s}, {name: two, target: 30min}]
            - {kind: sla, id: left-out, tenant: acme, version: 2, effective_from: 2026-01-01, entity: lead,
               calendar: literal, episodes: once, levels: []}
            - kind: calendar
              id: nights
              version: 2
              effective_from: 2026-01-01
              zone: Europe/Berlin
              week: {fri-mon: "22:00-06:00", "wed, thu": ["08:07-12:00", "12:30-16:00"]}
              days:
                - {work: 2026-03-03, hours: "09:00-10:00"}
                - {work: 2026-03-10, like: wed, name: swapped}
                - {off: 2026-12-24 to 2026-12-26}
            - kind: funnel
              id: f
              version: 1
              effective_from: 2026-01-01
              entity: lead
              order: any
              window: 30 d
              maturity: 12 h
              target_percent: 12.50
              steps: [{name: a, when: {type: lead.created, size_at_least: 1000}}, {name: b, when: [{interaction: answer}]}]
            """;

    static Stream<Policy> policies() {
        return Stream.concat(ShippedPolicies.all().stream(), PolicyFile.read("rare", RARE).stream());
    }

    @ParameterizedTest
    @MethodSource("policies")
    void whatWasWrittenIsReadBack(Policy policy) {
        byte[] bytes = PolicyCodec.toBytes(policy);

        assertThat(PolicyCodec.read("topic", bytes)).isEqualTo(policy);
        assertThat(PolicyCodec.toBytes(PolicyCodec.read("topic", bytes)))
                .as("and written the same")
                .isEqualTo(bytes);
    }

    /** Topics and tables hold policies for years: what is written stays as it is. */
    @Test
    void whatIsWrittenStaysAsItIs() throws IOException {
        assertThat(PolicyFile.read("rare", RARE).stream().map(PolicyCodec::toJson))
                .containsExactlyElementsOf(Files.readAllLines(Path.of("src/test/resources/policies/written.jsonl")));
    }

    @Test
    void typesAreReadWithAndWithoutTheirPrefixAndWrittenWithIt() {
        String policy = """
                {kind: funnel, id: f, version: 1, effective_from: 2026-01-01, entity: lead, order: any, window: 30 d,
                 steps: [{name: a, when: {type: lead.created}}, {name: b, when: {type: [deal.won, deal.lost]}}]}
                """;

        Policy ofShortNames = PolicyFile.read("short", policy).get(0);

        assertThat(PolicyFile.read("full", policy.replaceAll("(lead|deal)\\.", "crm.$1.")))
                .containsExactly(ofShortNames);
        assertThat(PolicyCodec.toJson(ofShortNames))
                .contains("\"crm.lead.created\"", "[\"crm.deal.won\",\"crm.deal.lost\"]");
    }

    @Test
    void tablesFindTheWordsOfTheFile() throws IOException {
        List<Policy> rare = PolicyFile.read("rare", RARE);
        JsonNode profile = new ObjectMapper().readTree(PolicyCodec.toJson(rare.get(0)));

        assertThat(profile.get("zone").asText()).isEqualTo("Asia/Shanghai");
        assertThat(profile.get("calendar").asText()).isEqualTo("cn-office");
        assertThat(profile.get("currency").asText()).isEqualTo("CNY");
        assertThat(profile.get("minimum_n").asInt()).isEqualTo(30);
        assertThat(profile.get("effective_from").asText()).isEqualTo("2025-12-31T16:00:00Z");
        assertThat(PolicyCodec.toJson(rare.get(0))).doesNotContain("\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"kind\": \"tenant\"        | at 5:1: invalid JSON: Unexpected end-of-input",
                "{\"kind\": \"tenant\"}       | at 5:1: a policy of kind tenant needs 'id'",
                "{\"kind\": \"tennant\"}      | at 5:1: unknown kind of policy 'tennant', did you mean 'tenant'?",
                "{} {}                        | at 5:1: something follows the end",
                "[]                           | at 5:1: a policy must be written as 'name: value' lines, not as a list",
                "``                           | at 5: is empty",
            })
    void whatIsNoPolicyIsRefused(String json, String message) {
        assertThatThrownBy(() -> PolicyCodec.read("at 5", json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(PolicyException.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void aKeyIsReadBack(Policy policy) {
        assertThat(PolicyKeys.parse(PolicyKeys.text(policy.key()))).isEqualTo(policy.key());
    }

    @Test
    void aKeyNamesTenantKindIdAndDate() {
        assertThat(PolicyKeys.text(PolicyFile.read("rare", RARE).get(1).key()))
                .isEqualTo("*/tenant/profile/2026-01-01T00:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "*/tenant/profile", "*/tennant/profile/2026-01-01T00:00:00Z", "*/tenant/profile/2026-01-01"})
    void whatIsNoKeyIsRefused(String text) {
        assertThatThrownBy(() -> PolicyKeys.parse(text))
                .isInstanceOf(PolicyException.class)
                .hasMessage(
                        "'" + text + "' is no key of a policy; it is made as tenant/kind/id/effective_from, where a"
                                + " kind is one of calendar, tenant, sla, funnel, tier, benchmark, breaker, quality, scorecard");
    }
}
