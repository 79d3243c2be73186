package dev.crmpulse.verify.explain;

import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.fact.FactId;
import dev.crmpulse.engine.timeline.Timeline;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the histories that an id belongs to. */
final class KeyLookup {
    private static final String DEAL = EntityKey.DEAL + '/';

    /** Ids that are named where nothing is known of the one asked for. */
    private static final int NEAREST = 3;

    private final Connection connection;
    private final List<Timeline> timelines;

    KeyLookup(Connection connection, List<Timeline> timelines) {
        this.connection = connection;
        this.timelines = timelines;
    }

    /** Those of a lead, a deal, another entity or a fact. */
    List<EntityKey> ofEntity(String id) throws SQLException {
        // a fact's id begins with that of what it is about, such as D-4/2, L-17/D-4/2 or lead/L-17/first-response/1/3
        Set<String> subjects = new LinkedHashSet<>();
        for (String part = id; !part.isEmpty(); part = part.substring(0, Math.max(0, part.lastIndexOf('/')))) {
            String bare = part.startsWith(DEAL) ? part.substring(DEAL.length()) : part;
            for (String name : List.of(part, FactId.ofPart(part), FactId.ofPart(bare))) {
                subjects.add(name);
                timelines.forEach(timeline -> timeline.kinds().forEach(kind -> subjects.add(kind + '/' + name)));
            }
        }
        List<String> deals = subjects.stream()
                .map(subject -> subject.startsWith(DEAL) ? subject.substring(DEAL.length()) : subject)
                .toList();
        return keys(
                "SELECT DISTINCT tenant, key FROM ("
                        + "SELECT tenant, key FROM crm.event WHERE key IN (" + placeholders(subjects.size()) + ")"
                        + " OR (tenant, key) IN (SELECT tenant, concat('lead/', lead_id) FROM crm.deal WHERE deal_id IN ("
                        + placeholders(deals.size()) + "))"
                        + " UNION ALL SELECT tenant, key FROM crm.event_key WHERE key IN ("
                        + placeholders(subjects.size()) + ")) ORDER BY tenant, key",
                Stream.of(subjects, deals, subjects).flatMap(Collection::stream).toList());
    }

    /** Those that an event of this id is evaluated in. */
    List<EntityKey> ofEvent(String id) throws SQLException {
        return keys(
                "SELECT DISTINCT tenant, key FROM (SELECT tenant, key FROM crm.event WHERE id = ?"
                        + " UNION ALL SELECT tenant, key FROM crm.event_key WHERE id = ?) ORDER BY tenant, key",
                List.of(id, id));
    }

    /** Ids of what is known that differ least from this one, with their tenants; none where all differ much. */
    List<String> nearest(String id, String tenant) throws SQLException {
        String name = id.substring(id.lastIndexOf('/') + 1);
        int most = name.length() < 6 ? 1 : 2;
        // distances are worked out for names of about the same length alone: of a million they are few
        List<EntityKey> keys = keys(
                "SELECT tenant, name FROM (SELECT tenant, substring(key, position(key, '/') + 1) AS name FROM crm.event"
                        + " UNION ALL SELECT tenant, deal_id AS name FROM crm.deal)"
                        + " WHERE (tenant = ? OR ? = '')"
                        + " AND if(abs(toInt64(length(name)) - toInt64(length(?))) <= " + most
                        + ", editDistance(lower(name), lower(?)), 1000) <= " + most
                        + " GROUP BY tenant, name ORDER BY editDistance(lower(name), lower(?)), name, tenant LIMIT "
                        + NEAREST,
                List.of(tenant, tenant, name, name, name));
        return keys.stream()
                .map(key -> Masking.maskEmail(key.subject()) + " of tenant " + key.tenant())
                .toList();
    }

    private List<EntityKey> keys(String question, List<String> texts) throws SQLException {
        List<EntityKey> keys = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(question)) {
            int next = 1;
            for (String text : texts) {
                query.setString(next++, text);
            }
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    keys.add(EntityKey.of(rows.getString(1), rows.getString(2)));
                }
            }
        }
        return keys;
    }

    /** What to answer where an id is not known. */
    UnknownIdException unknown(String id, String tenant, List<EntityKey> elsewhere) throws SQLException {
        String known = elsewhere.stream().map(EntityKey::tenant).distinct().collect(Collectors.joining(", "));
        return new UnknownIdException(
                tenant.isEmpty() ? id : id + " in tenant " + tenant,
                known.isEmpty() ? nearestHint(nearest(id, tenant)) : ", but in " + known);
    }

    private static String nearestHint(List<String> nearest) {
        return nearest.isEmpty() ? "" : ": did you mean " + String.join(" or ", nearest) + "?";
    }

    private static String placeholders(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }
}
