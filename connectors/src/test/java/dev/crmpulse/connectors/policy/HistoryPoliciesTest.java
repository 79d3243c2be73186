package dev.crmpulse.connectors.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmpulse.engine.policy.Policies;
import dev.crmpulse.engine.policy.Policy;
import dev.crmpulse.engine.policy.PolicyKind;
import dev.crmpulse.engine.policy.ShippedRules;
import dev.crmpulse.engine.policy.TenantPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From when on a policy is in force where its author gave a date alone, and what a tenant leaves out of what ships. */
class HistoryPoliciesTest {
    private static final String BERLIN =
            "{kind: tenant, tenant: acme, id: profile, version: 1, effective_from: 2026-01-01, zone: Europe/Berlin}\n";

    private static final String SLA = """
            kind: sla
            tenant: %s
            id: answer
            version: 1
            effective_from: %s
            entity: lead
            start: {type: lead.created}
            stop: {interaction: answer}
            calendar: literal
            episodes: once
            levels: [{name: supervisor, target: 2 h}]
            """;

    @TempDir
    Path directory;

    @Test
    void aDateWithoutATimeIsMidnightWhereTheTenantIs() {
        List<Policy> policies = PolicyFile.read("p", SLA.formatted("acme", "2026-07-01") + "---\n" + BERLIN);

        // summer in July, winter in January
        assertThat(from(policies.get(0))).isEqualTo("2026-06-30T22:00:00Z");
        assertThat(from(policies.get(1))).isEqualTo("2025-12-31T23:00:00Z");
    }

    @Test
    void aTimeMeansWhatItSays() {
        assertThat(from(PolicyFile.read("p", BERLIN + "---\n" + SLA.formatted("acme", "2026-07-01T00:00:00Z"))
                        .get(1)))
                .isEqualTo("2026-07-01T00:00:00Z");
    }

    @Test
    void whereNobodySaysWhereATenantIsItsDaysAreThoseOfUtc() {
        String other = SLA.formatted("other", "2026-07-01");

        assertThat(from(PolicyFile.read("p", BERLIN + "---\n" + other).get(1))).isEqualTo("2026-07-01T00:00:00Z");
        // before the profile is in force too, as everything that is evaluated then
        assertThat(from(PolicyFile.read("p", BERLIN + "---\n" + SLA.formatted("acme", "2025-07-01"))
                        .get(1)))
                .isEqualTo("2025-07-01T00:00:00Z");
    }

    @Test
    void profilesInForceSayWhereTenantsAreThatAFileHasNoneFor() throws IOException {
        Path file = Files.writeString(directory.resolve("p.yaml"), SLA.formatted("acme", "2026-07-01"));
        Policies known = Policies.of(PolicyFile.read("known", BERLIN));

        assertThat(from(PolicyFile.read(List.of(file), known).get(0))).isEqualTo("2026-06-30T22:00:00Z");
    }

    @Test
    void theFirstDayOf1970MeansSinceEverAlsoWhereItBeganEarlier() {
        String shanghai = BERLIN.replace("2026-01-01", "1970-01-01").replace("Europe/Berlin", "Asia/Shanghai");

        assertThat(from(PolicyFile.read("p", shanghai).get(0))).isEqualTo("1970-01-01T00:00:00Z");
    }

    @Test
    void aTenantSaysWhatItLeavesOutOfWhatShips() {
        assertThat(shipped("none")).isEqualTo(ShippedRules.NONE);
        assertThat(shipped("all")).isEqualTo(ShippedRules.ALL);
        assertThat(shipped("{without: [first-response, customer-reply]}"))
                .isEqualTo(ShippedRules.without(Set.of("first-response", "customer-reply")));
        assertThatThrownBy(() -> shipped("some"))
                .hasMessageContaining("'shipped' is all, none, or {without: [id, …]}, not 'some'");
        assertThatThrownBy(() -> shipped("{without: [first-respons]}"))
                .hasMessageContaining(
                        "no policy 'first-respons' comes with crm-pulse, so it cannot be left out, did you mean"
                                + " 'first-response'?");
    }

    @Test
    void whatIsLeftOutIsReadBackFromTheTopic() {
        for (String choice : List.of("none", "all", "{without: [first-response]}")) {
            Policy profile = profile(choice);

            assertThat(PolicyCodec.read("topic", PolicyCodec.toBytes(profile))).isEqualTo(profile);
        }
    }

    @Test
    void whatShipsIsKnownBySomethingThatNobodyWritesByHand() {
        assertThat(ShippedPolicies.all())
                .filteredOn(policy -> policy.kind() != PolicyKind.CALENDAR)
                .isNotEmpty()
                .allMatch(policy -> policy.head().shipped())
                .allMatch(policy -> PolicyCodec.toJson(policy).contains("\"origin\":\"shipped\""));
        assertThatThrownBy(() -> PolicyFile.read("p", "origin: shipped\n" + SLA.formatted("acme", "2026-07-01")))
                .hasMessage("p:1: 'origin' marks what comes with crm-pulse: leave it out");
    }

    private static ShippedRules shipped(String choice) {
        return ((TenantPolicy) profile(choice)).shipped();
    }

    private static Policy profile(String choice) {
        return PolicyFile.read("p", BERLIN.replace("}\n", ", shipped: " + choice + "}\n"))
                .get(0);
    }

    private static String from(Policy policy) {
        return Instant.ofEpochMilli(policy.effectiveFromMillis()).toString();
    }
}
