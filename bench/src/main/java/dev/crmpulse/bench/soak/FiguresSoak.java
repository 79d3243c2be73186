package dev.crmpulse.bench.soak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crmpulse.connectors.clickhouse.PolicyTables;
import dev.crmpulse.local.verify.MetricCheck;
import dev.crmpulse.local.verify.Verification;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;

/** The real sets against figures that were computed and published elsewhere, and against SQL. */
final class FiguresSoak implements Soak {
    private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(10);

    private PrintStream out;
    private boolean all;

    @Override
    public String name() {
        return "figures";
    }

    @Override
    public String shows() {
        return "the real sets give their published figures, and verify finds no difference";
    }

    @Override
    public boolean run(Sets sets, PrintStream to) throws Exception {
        out = to;
        all = true;
        if (!sets.real()) {
            out.println("SKIPPED: the real sets are not in " + sets.directory() + " (see --data)");
            return true;
        }
        try (SoakStack soak = SoakStack.start(CHECKPOINT_INTERVAL)) {
            long seconds = soak.replay(sets.loans()).elapsed().toSeconds();
            out.println("bpi2012 replayed in " + seconds + " s");
            try (Connection connection = soak.connect()) {
                loans(connection, reference(sets, "bpi2012"));
                verify(connection);
            }
        }
        try (SoakStack soak = SoakStack.start(CHECKPOINT_INTERVAL)) {
            soak.replay(sets.sales());
            try (Connection connection = soak.connect()) {
                sales(connection, reference(sets, "crm_sales"));
                verify(connection);
            }
        }
        return all;
    }

    private void loans(Connection connection, JsonNode reference) throws SQLException {
        JsonNode outcomes = reference.get("outcomes");
        equal(connection, "won", outcomes.get("WON"), "SELECT count() FROM crm.deal WHERE outcome = 'won'");
        equal(connection, "open", outcomes.get("OPEN"), "SELECT count() FROM crm.deal WHERE outcome = 'open'");
        for (String reason : new String[] {"DECLINED", "CANCELLED"}) {
            equal(
                    connection,
                    "lost, " + reason,
                    outcomes.get(reason),
                    "SELECT count() FROM crm.deal WHERE outcome = 'lost' AND loss_reason = '" + reason + "'");
        }
        JsonNode response = reference.get("first_response");
        equal(connection, "answered", response.get("responded"), "SELECT count(responded_at) FROM crm.first_response");
        equal(
                connection,
                "never answered",
                response.get("no_response"),
                "SELECT countIf(responded_at IS NULL) FROM crm.first_response");
        equal(
                connection,
                "mean response, hours",
                response.get("hours").get("mean"),
                "SELECT avg(response_seconds) / 3600 FROM crm.first_response");
        for (Map.Entry<String, JsonNode> bucket : members(response.get("buckets"))) {
            String of = " FROM crm.first_response AS r LEFT JOIN crm.deal AS d ON d.lead_id = r.lead_id"
                    + " WHERE bucket = '" + bucket.getKey() + "'";
            equal(connection, bucket.getKey(), bucket.getValue().get("cases"), "SELECT count()" + of);
            equal(
                    connection,
                    bucket.getKey() + " won",
                    bucket.getValue().get("won"),
                    "SELECT countIf(outcome = 'won')" + of);
        }
        for (Map.Entry<String, JsonNode> stage : members(reference.get("stage_dwell_hours_until_next_A_event"))) {
            String of = " FROM crm.stage_visit WHERE stage = '" + withoutPrefix(stage.getKey()) + "'";
            equal(connection, stage.getKey(), stage.getValue().get("count"), "SELECT count(exited_at)" + of);
            equal(
                    connection,
                    stage.getKey() + " mean hours",
                    stage.getValue().get("mean"),
                    "SELECT avg(calendar_seconds) / 3600" + of);
        }
        for (Map.Entry<String, JsonNode> transition : members(reference.get("stage_transitions"))) {
            String[] ends = transition.getKey().split(">", 2);
            equal(
                    connection,
                    transition.getKey(),
                    transition.getValue().get("n"),
                    "SELECT count() FROM crm.stage_visit WHERE stage = '" + withoutPrefix(ends[0])
                            + "' AND if(next_stage = 'LOST', loss_reason, next_stage) = '" + withoutPrefix(ends[1])
                            + "'");
        }
        equal(
                connection,
                "origin rows",
                reference.get("events"),
                "SELECT uniqExact(origin_file, origin_row) FROM crm.event");
    }

    private void sales(Connection connection, JsonNode reference) throws SQLException {
        JsonNode stages = reference.get("deal_stage");
        equal(connection, "won", stages.get("Won"), "SELECT count() FROM crm.deal WHERE outcome = 'won'");
        equal(connection, "lost", stages.get("Lost"), "SELECT count() FROM crm.deal WHERE outcome = 'lost'");
        equal(connection, "open", stages.get("Engaging"), "SELECT count() FROM crm.deal WHERE outcome = 'open'");
        equal(connection, "undated", stages.get("Prospecting"), "SELECT count() FROM crm.dlq WHERE reason = 'no time'");
        equal(
                connection,
                "win rate of closed",
                reference.get("win_rate_closed"),
                "SELECT countIf(outcome = 'won') / countIf(outcome != 'open') FROM crm.deal");
        equal(
                connection,
                "revenue",
                reference.get("revenue_won"),
                "SELECT sum(amount) FROM crm.deal WHERE outcome = 'won'");
        equal(
                connection,
                "mean cycle of won, days",
                reference.get("cycle_days").get("Won").get("mean"),
                "SELECT avg(calendar_seconds) / 86400 FROM crm.deal WHERE outcome = 'won'");
    }

    private void verify(Connection connection) throws SQLException {
        for (MetricCheck check : new Verification(connection, new PolicyTables(connection).read()).run()) {
            all &= check.differences().isEmpty();
            out.printf(
                    "%-34s %s%n",
                    "verify " + check.metric(), check.differences().isEmpty() ? "equal" : "DIFFERENT");
        }
    }

    /** Compares to as many decimals as were published. */
    private void equal(Connection connection, String figure, JsonNode published, String sql) throws SQLException {
        BigDecimal expected = published.decimalValue();
        BigDecimal actual;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT toString((" + sql + "))")) {
            row.next();
            actual = new BigDecimal(row.getString(1)).setScale(expected.scale(), RoundingMode.HALF_UP);
        }
        boolean equal = actual.compareTo(expected) == 0;
        all &= equal;
        out.printf("%-34s %14s %s%n", figure, actual.toPlainString(), equal ? "" : "DIFFERENT, published " + expected);
    }

    private static String withoutPrefix(String stage) {
        return stage.startsWith("A_") ? stage.substring(2) : stage;
    }

    private static Iterable<Map.Entry<String, JsonNode>> members(JsonNode object) {
        Iterator<Map.Entry<String, JsonNode>> members = object.properties().iterator();
        return () -> members;
    }

    private static JsonNode reference(Sets sets, String set) throws IOException {
        Path file = sets.directory().resolve(set).resolve("reference.json");
        return new ObjectMapper()
                .enable(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .readTree(file.toFile());
    }
}
