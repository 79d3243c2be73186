package dev.crmpulse.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmpulse.cli.stack.ProjectFiles;
import dev.crmpulse.connectors.clickhouse.ClickHouseEndpoint;
import dev.crmpulse.connectors.clickhouse.Migrations;
import dev.crmpulse.embedded.clickhouse.ClickHouseProcess;
import dev.crmpulse.metrics.catalogue.Metrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The files of {@code deploy/clickhouse} for users that are made by SQL. The engine here keeps no users: it parses their
 * statements, and its one user is given the grants and policies that they give.
 */
class ReaderFilesTest {
    private static final Path FILES = ProjectFiles.root().resolve("deploy/clickhouse");
    private static final Pattern POLICY =
            Pattern.compile("ROW POLICY OR REPLACE (\\w+) ON\\s+([\\w.,\\s]+?)\\s+USING (.+) TO (.+)");
    private static final Pattern GRANT = Pattern.compile("GRANT (.+) TO crm_tenant_reader");

    @TempDir
    private Path directory;

    private ClickHouseProcess clickHouse;

    @AfterEach
    void stop() {
        clickHouse.close();
    }

    @Test
    void everyStatementIsOneThatClickHouseReads() throws Exception {
        Answers ask = start();

        for (String file : List.of("readers.sql", "tenant_readers.sql", "retention.sql")) {
            for (String statement : statements(file)) {
                assertThat(ask.lines("EXPLAIN AST " + statement)).as(statement).isNotEmpty();
            }
        }
        assertThatThrownBy(() -> ask.lines("EXPLAIN AST CREATE ROW POLICY a ON b USING TO c"))
                .hasMessageContaining("SYNTAX_ERROR");
    }

    @Test
    void everyTableOfATenantHasItsPolicies() throws Exception {
        Answers ask = start();
        List<String> ofTenants = ask.lines("SELECT concat('crm_store.', table) FROM system.columns"
                + " WHERE database = 'crm_store' AND name = 'tenant'");

        Map<String, Policy> policies = policies();
        assertThat(policies.get("crm_shipped").tables()).containsExactlyInAnyOrderElementsOf(ofTenants);
        assertThat(policies.get("crm_acme").tables()).containsExactlyInAnyOrderElementsOf(ofTenants);
        List<String> held = new ArrayList<>(ofTenants);
        held.addAll(policies.get("crm_nothing").tables());
        assertThat(policies.get("crm_all").tables()).containsExactlyInAnyOrderElementsOf(held);
        assertThat(grants().stream()
                        .filter(grant -> grant.startsWith("SELECT ON crm_store."))
                        .map(grant -> grant.substring("SELECT ON ".length())))
                .as("what else is granted names nobody")
                .containsAll(held)
                .filteredOn(table -> !held.contains(table))
                .containsExactlyInAnyOrder("crm_store.run", "crm_store.progress", "crm_store.horizon");
    }

    /** No view runs with the rights of the one who made it, or it would show what the policies hide. */
    @Test
    void aTenantsReaderSeesNothingOfAnother() throws Exception {
        Answers all = start();
        fill(all);
        List<String> views = all.lines(
                "SELECT DISTINCT name FROM system.tables WHERE database = 'crm' AND engine = 'View'"
                        + " AND NOT match(as_select, '{[a-z_]+:') AND name NOT LIKE 'truth%' AND name IN"
                        + " (SELECT table FROM system.columns WHERE database = 'crm' AND name = 'tenant') ORDER BY name");
        Map<String, String> before = tenants(all, views);
        assertThat(before.values())
                .filteredOn(tenants -> tenants.contains("other"))
                .hasSizeGreaterThan(40);

        Answers acme = restartAsTenantsReader();
        Map<String, String> after = tenants(acme, views);

        assertThat(after.values()).noneMatch(tenants -> tenants.contains("other"));
        before.forEach((view, tenants) -> assertThat(after.get(view))
                .as(view)
                .isEqualTo(tenants.replace(",other", "").replace("other", "")));
        assertThat(acme.number("SELECT count() FROM crm.dlq")).isZero();
        assertThatThrownBy(
                        () -> acme.lines("SELECT dictGet('crm.people_dictionary', 'team', ('other', 'x'), now64(3))"))
                .hasMessageContaining("ACCESS_DENIED");
    }

    @Test
    void whatIsKeptForATimeIsNoDriftAndLosesNoFact() throws Exception {
        Answers ask = start();
        fill(ask);
        List<String> facts = ask.lines("SELECT tenant, id FROM crm.deal ORDER BY ALL");
        for (String statement : statements("retention.sql")) {
            ask.text(statement);
        }

        try (Connection connection = endpoint().connect()) {
            assertThat(new Migrations(connection, Metrics.ALL).apply()).isEmpty();
        }
        assertThat(
                        ask.number(
                                "SELECT count() FROM system.tables WHERE database = 'crm_store' AND engine_full LIKE '% TTL %'"))
                .isGreaterThanOrEqualTo(statements("retention.sql").size());
        assertThat(ask.lines("SELECT tenant, id FROM crm.deal ORDER BY ALL"))
                .isNotEmpty()
                .isEqualTo(facts);
        ask.text(
                "INSERT INTO crm_store.late (tenant, key, published_at) VALUES ('acme', 'old', now() - INTERVAL 2 YEAR)");
        ask.text("OPTIMIZE TABLE crm_store.late FINAL");
        assertThat(ask.number("SELECT count() FROM crm_store.late WHERE key = 'old'"))
                .isZero();
    }

    /** A row for each of two tenants in every table, with what else it needs left to its defaults. */
    private static void fill(Answers ask) throws Exception {
        ask.text(
                "INSERT INTO crm_store.run (run, lineage, timelines, mode, started_at, published_at)"
                        + " SELECT 1, 1, arrayStringConcat(groupArray(timeline), ','), 'live', now(), now() FROM (SELECT DISTINCT"
                        + " arrayJoin(['engagement', 'customer', 'people', 'queue', 'handover', 'desk', 'ticket']) AS timeline)");
        ask.text("INSERT INTO crm_store.dlq (position, reason, run) VALUES ('a/0/1', 'not json', 1)");
        for (String table : ask.lines(
                "SELECT table FROM system.columns WHERE database = 'crm_store' AND name = 'tenant' ORDER BY table")) {
            Map<String, String> values = new TreeMap<>();
            for (String column : ask.lines(
                    "SELECT name FROM system.columns WHERE database = 'crm_store' AND table = '" + table + "'")) {
                switch (column) {
                    case "tenant" -> values.put(column, "tenant");
                    case "run" -> values.put(column, "1");
                    case "version" -> values.put(column, "bitShiftLeft(toUInt64(1), 32) + 1");
                    case "started_at", "published_at", "time", "found_at", "effective_from" ->
                        values.put(column, "now64(3)");
                    case "id", "key", "lead_id", "deal_id", "customer_id", "owner" -> values.put(column, "'x'");
                    default -> {
                        // as it is by default
                    }
                }
            }
            ask.text("INSERT INTO crm_store." + table + " (" + String.join(", ", values.keySet()) + ") SELECT "
                    + String.join(", ", values.values()) + " FROM values('tenant String', 'acme', 'other')");
        }
    }

    /** Whose rows each view shows. */
    private static Map<String, String> tenants(Answers ask, List<String> views) throws Exception {
        Map<String, String> tenants = new LinkedHashMap<>();
        for (String view : views) {
            tenants.put(
                    view,
                    ask.value("SELECT arrayStringConcat(arraySort(groupUniqArray(toString(tenant))), ',') FROM crm."
                            + view));
        }
        return tenants;
    }

    private Answers start() throws IOException {
        clickHouse = ClickHouseProcess.start(MigratedDirectory.fill(directory));
        return new Answers(endpoint());
    }

    private Answers restartAsTenantsReader() throws IOException {
        clickHouse.close();
        Map<String, List<String>> conditions = new TreeMap<>();
        policies().values().stream()
                .filter(policy ->
                        policy.of().equals("crm_tenant_reader") || policy.of().equals("acme"))
                .forEach(policy -> policy.tables().forEach(table -> conditions
                        .computeIfAbsent(table, name -> new ArrayList<>())
                        .add(policy.condition())));
        StringBuilder filters = new StringBuilder();
        conditions.forEach((table, any) -> {
            String name = table.substring("crm_store.".length());
            filters.append("<%s><filter>%s</filter></%s>".formatted(name, String.join(" OR ", any), name));
        });
        StringBuilder grants = new StringBuilder();
        grants().forEach(grant -> grants.append("<query>GRANT ").append(grant).append("</query>"));
        Path users = Files.writeString(directory.resolve("users.xml"), """
                <clickhouse>
                  <profiles><default/></profiles>
                  <quotas><default/></quotas>
                  <users><default>
                    <password></password>
                    <networks><ip>::/0</ip></networks>
                    <profile>default</profile>
                    <quota>default</quota>
                    <grants>%s</grants>
                    <databases><crm_store>%s</crm_store></databases>
                  </default></users>
                </clickhouse>
                """.formatted(grants, filters));
        Files.writeString(
                directory.resolve("clickhouse.xml"),
                "<clickhouse><users_config>" + users + "</users_config></clickhouse>");
        clickHouse = ClickHouseProcess.start(directory);
        return new Answers(endpoint());
    }

    private ClickHouseEndpoint endpoint() {
        return ClickHouseEndpoint.local(clickHouse.port(), clickHouse.secret());
    }

    private record Policy(List<String> tables, String condition, String of) {}

    private static Map<String, Policy> policies() throws IOException {
        Map<String, Policy> policies = new LinkedHashMap<>();
        for (String statement : statements("tenant_readers.sql")) {
            Matcher policy = POLICY.matcher(statement);
            if (policy.find()) {
                policies.put(
                        policy.group(1),
                        new Policy(List.of(policy.group(2).split(",\\s*")), policy.group(3), policy.group(4)));
            }
        }
        return policies;
    }

    private static List<String> grants() throws IOException {
        return statements("tenant_readers.sql").stream()
                .map(GRANT::matcher)
                .filter(Matcher::find)
                .map(grant -> grant.group(1))
                .toList();
    }

    private static List<String> statements(String file) throws IOException {
        String withoutComments = Files.readString(FILES.resolve(file)).replaceAll("(?m)^--.*$", "");
        return Stream.of(withoutComments.split(";"))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }
}
