package dev.crmpulse.verify.check;

import dev.crmpulse.engine.event.OrderKey;
import dev.crmpulse.engine.policy.TenantPolicies;
import dev.crmpulse.verify.reference.EntityHistory;
import dev.crmpulse.verify.reference.PublishedRows;
import dev.crmpulse.verify.reference.PublishedRows.KeyDigest;
import dev.crmpulse.verify.reference.Reference;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One fact view against its reference, key by key in the order of both. Of each key number and digest of the rows are
 * compared first; the rows themselves are fetched where those differ.
 */
final class ReferenceCheck implements AutoCloseable {
    private final Reference reference;
    private final String view;
    private final long horizonMillis;
    private final PublishedRows published;
    private final List<Difference> differences = new ArrayList<>();
    private KeyDigest next;
    private long rows;

    /** @param horizonMillis up to when silence is evaluated */
    ReferenceCheck(Reference reference, String view, long horizonMillis, PublishedRows published) throws SQLException {
        this.reference = reference;
        this.view = view;
        this.horizonMillis = horizonMillis;
        this.published = published;
        this.next = published.next();
    }

    String metric() {
        return reference.metric();
    }

    /** Compares what the reference makes of a history with what is published of its key. */
    void compare(EntityHistory history, TenantPolicies policies) throws SQLException {
        while (next != null && order(next, history) < 0) {
            compare(next, List.of());
            advance();
        }
        boolean isPublished = next != null && order(next, history) == 0;
        if (!isFull()) {
            KeyDigest streamed = isPublished ? next : KeyDigest.nothing(history.key());
            compare(streamed, reference.rows(history, policies, horizonMillis));
        }
        if (isPublished) {
            advance();
        }
    }

    /** What came out, after the last history. */
    MetricCheck result() throws SQLException {
        while (next != null) {
            compare(next, List.of());
            advance();
        }
        return new MetricCheck(metric(), view, "reference", rows, differences);
    }

    private void advance() throws SQLException {
        rows += next.rows();
        next = published.next();
    }

    private static int order(KeyDigest streamed, EntityHistory history) {
        int byTenant = OrderKey.compareCodePoints(streamed.key().tenant(), history.tenant());
        return byTenant != 0
                ? byTenant
                : OrderKey.compareCodePoints(
                        streamed.key().subject(), history.key().subject());
    }

    private boolean isFull() {
        return differences.size() >= Verification.SHOWN_DIFFERENCES;
    }

    private void compare(KeyDigest streamed, List<Map<String, String>> recomputed) throws SQLException {
        if (isFull() || streamed.equals(published.digest(streamed.key(), recomputed))) {
            return;
        }
        compareRows(streamed.key().subject(), published.rows(streamed.key()), recomputed);
    }

    private void compareRows(String history, List<Map<String, String>> streamed, List<Map<String, String>> recomputed) {
        Map<String, Map<String, String>> unmatched = new LinkedHashMap<>();
        recomputed.forEach(row -> unmatched.put(name(row), row));
        for (Map<String, String> row : streamed) {
            Map<String, String> other = unmatched.remove(name(row));
            if (other == null) {
                differences.add(new ValueDifference(metric(), history, name(row), "", "a row", "nothing"));
            } else {
                compareColumns(history, row, other);
            }
        }
        unmatched
                .keySet()
                .forEach(row -> differences.add(new ValueDifference(metric(), history, row, "", "nothing", "a row")));
    }

    private void compareColumns(String history, Map<String, String> streamed, Map<String, String> recomputed) {
        streamed.forEach((column, value) -> {
            String other = recomputed.get(column);
            if (!value.equals(other)) {
                differences.add(
                        new ValueDifference(metric(), history, name(streamed), column, value, String.valueOf(other)));
            }
        });
    }

    private static String name(Map<String, String> row) {
        return row.get("tenant") + "/" + row.get("id");
    }

    @Override
    public void close() throws SQLException {
        published.close();
    }
}
