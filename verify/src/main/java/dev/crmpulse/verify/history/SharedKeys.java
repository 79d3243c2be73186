package dev.crmpulse.verify.history;

import dev.crmpulse.connectors.cloudevents.CloudEventParser;
import dev.crmpulse.connectors.cloudevents.IntakeRules;
import dev.crmpulse.connectors.cloudevents.ParsedEvent;
import dev.crmpulse.connectors.cloudevents.RecordPosition;
import dev.crmpulse.engine.event.EntityKey;
import dev.crmpulse.engine.move.Move;
import dev.crmpulse.engine.move.MoveGraph;
import dev.crmpulse.engine.move.MoveNode;
import dev.crmpulse.engine.move.MoveStatement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where the histories of leads and deals are evaluated. It reads the merges of a tenant, and of the events that name a deal those
 * of the leads that it may have come from: the whole of a tenant's moves would open the JSON of all its events.
 */
public final class SharedKeys {
    private static final String LEAD = EntityKey.LEAD + '/';
    private static final String NAMED_DEAL =
            "if(deal_id != '', deal_id, if(startsWith(subject, 'deal/'), substring(subject, 6), ''))";

    private final Connection connection;
    private final Map<String, Map<String, String>> rootsOfTenants = new HashMap<>();

    /**
     * What is evaluated together.
     *
     * @param root the key under which it is
     * @param members the keys under which its events came, the root among them
     */
    public record Membership(EntityKey root, List<EntityKey> members) {
        public static Membership alone(EntityKey key) {
            return new Membership(key, List.of(key));
        }
    }

    public SharedKeys(Connection connection) {
        this.connection = connection;
    }

    /** What is evaluated together with the history of a lead or a deal. */
    public Membership of(EntityKey key) throws SQLException {
        EntityKey root = rootOf(key);
        if (root.leadId().isEmpty()) {
            return Membership.alone(root);
        }
        Set<EntityKey> members = new LinkedHashSet<>(leadsOf(root));
        for (String deal : dealsOfTheirOwn(root.tenant(), leadsOf(root))) {
            EntityKey member = new EntityKey(root.tenant(), EntityKey.DEAL, deal);
            if (rootOf(member).equals(root)) {
                members.add(member);
            }
        }
        return new Membership(root, List.copyOf(members));
    }

    /**
     * The same of many histories of any kind, each membership once: what is asked of one lead is asked of all at once, since most of the
     * time of such a query is its analysis.
     */
    public List<Membership> of(Collection<EntityKey> keys) throws SQLException {
        Set<EntityKey> withoutLead = dealsWithoutLead(
                keys.stream().filter(key -> !key.dealId().isEmpty()).toList());
        Map<EntityKey, Set<EntityKey>> members = new LinkedHashMap<>();
        for (EntityKey key : keys) {
            EntityKey root = withoutLead.contains(key) ? key : rootOf(key);
            members.computeIfAbsent(root, unknown -> new LinkedHashSet<>()).add(root);
        }
        Map<String, List<EntityKey>> leads = new LinkedHashMap<>();
        for (Map.Entry<EntityKey, Set<EntityKey>> shared : members.entrySet()) {
            EntityKey root = shared.getKey();
            if (!root.leadId().isEmpty()) {
                List<EntityKey> merged = leadsOf(root);
                shared.getValue().addAll(merged);
                leads.computeIfAbsent(root.tenant(), tenant -> new ArrayList<>())
                        .addAll(merged);
            }
        }
        for (Map.Entry<String, List<EntityKey>> ofTenant : leads.entrySet()) {
            for (String deal : dealsOfTheirOwn(ofTenant.getKey(), ofTenant.getValue())) {
                EntityKey member = new EntityKey(ofTenant.getKey(), EntityKey.DEAL, deal);
                Set<EntityKey> shared = members.get(rootOf(member));
                if (shared != null) {
                    shared.add(member);
                }
            }
        }
        return members.entrySet().stream()
                .map(shared -> new Membership(shared.getKey(), List.copyOf(shared.getValue())))
                .toList();
    }

    /** Those of the deals that have facts, and none that names a lead. */
    private Set<EntityKey> dealsWithoutLead(List<EntityKey> deals) throws SQLException {
        Set<EntityKey> without = new LinkedHashSet<>();
        if (deals.isEmpty()) {
            return without;
        }
        try (PreparedStatement query =
                connection.prepareStatement("SELECT tenant, deal_id FROM crm.deal WHERE deal_id IN ("
                        + placeholders(deals.size()) + ") GROUP BY tenant, deal_id HAVING max(lead_id) = ''")) {
            int next = 1;
            for (EntityKey deal : deals) {
                query.setString(next++, deal.dealId());
            }
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    without.add(new EntityKey(rows.getString(1), EntityKey.DEAL, rows.getString(2)));
                }
            }
        }
        return without;
    }

    private EntityKey rootOf(EntityKey key) throws SQLException {
        String subject = key.subject();
        if (!key.dealId().isEmpty()) {
            subject = leadOf(key).orElse(subject);
        }
        return EntityKey.of(key.tenant(), roots(key.tenant()).getOrDefault(subject, subject));
    }

    private List<EntityKey> leadsOf(EntityKey root) throws SQLException {
        List<EntityKey> leads = new ArrayList<>(List.of(root));
        roots(root.tenant()).forEach((subject, other) -> {
            if (other.equals(root.subject()) && !subject.equals(other)) {
                leads.add(EntityKey.of(root.tenant(), subject));
            }
        });
        return leads;
    }

    /** Subject of the lead that the first event of a deal with one names. */
    private Optional<String> leadOf(EntityKey deal) throws SQLException {
        Set<String> stated = new LinkedHashSet<>();
        try (PreparedStatement query =
                connection.prepareStatement("SELECT lead_id FROM crm.deal WHERE tenant = ? AND deal_id = ?")) {
            query.setString(1, deal.tenant());
            query.setString(2, deal.dealId());
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    stated.add(rows.getString(1));
                }
            }
        }
        Set<String> leads = new LinkedHashSet<>();
        for (String lead : stated) {
            if (!lead.isEmpty()) {
                leadsOf(EntityKey.of(deal.tenant(), LEAD + lead)).forEach(key -> leads.add(key.subject()));
            }
        }
        if (leads.isEmpty() && !stated.isEmpty()) {
            return Optional.empty();
        }
        // of a deal that has no fact any lead may be the one
        String among = leads.isEmpty() ? "startsWith(key, 'lead/')" : "key IN (" + placeholders(leads.size()) + ")";
        List<String> texts = new ArrayList<>(List.of(deal.tenant(), deal.dealId()));
        texts.addAll(leads);
        return events("SELECT json FROM crm.event_data WHERE tenant = ? AND " + NAMED_DEAL + " = ? AND " + among, texts)
                .stream()
                .map(event -> MoveStatement.ofDeal(event.key(), event.event()))
                .filter(statement -> statement != null && !statement.into().isEmpty())
                .reduce((some, other) -> other.overrules(some) ? other : some)
                .map(MoveStatement::into);
    }

    /** Deals that the events of these leads name, and that have events without a lead. */
    private Set<String> dealsOfTheirOwn(String tenant, List<EntityKey> leads) throws SQLException {
        Set<String> deals = new LinkedHashSet<>();
        String keys = placeholders(leads.size());
        try (PreparedStatement query = connection.prepareStatement("SELECT DISTINCT substring(key, 6) FROM crm.event"
                + " WHERE tenant = ? AND key IN (SELECT concat('deal/', " + NAMED_DEAL + ") FROM crm.event_data"
                + " WHERE tenant = ? AND key IN (" + keys + ")) AND key != 'deal/' ORDER BY 1")) {
            int next = 1;
            query.setString(next++, tenant);
            query.setString(next++, tenant);
            for (EntityKey lead : leads) {
                query.setString(next++, lead.subject());
            }
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    deals.add(rows.getString(1));
                }
            }
        }
        return deals;
    }

    /** Where merged leads of a tenant are, by their subjects. */
    private Map<String, String> roots(String tenant) throws SQLException {
        Map<String, String> known = rootsOfTenants.get(tenant);
        if (known != null) {
            return known;
        }
        Map<String, String> roots = new HashMap<>();
        MoveGraph graph = new MoveGraph(new Nodes());
        try {
            for (ParsedEvent event : events(
                    "SELECT json FROM crm.event WHERE tenant = ? AND type = 'crm.lead.merged'", List.of(tenant))) {
                MoveStatement merge = MoveStatement.ofMerge(event.key(), event.event());
                if (merge != null) {
                    for (Move move : graph.take(merge)) {
                        roots.put(move.subject(), move.root());
                    }
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        rootsOfTenants.put(tenant, roots);
        return roots;
    }

    private List<ParsedEvent> events(String question, Collection<String> texts) throws SQLException {
        CloudEventParser parser = new CloudEventParser(IntakeRules.replay());
        List<ParsedEvent> events = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(question)) {
            int next = 1;
            for (String text : texts) {
                query.setString(next++, text);
            }
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    byte[] json = rows.getString(1).getBytes(StandardCharsets.UTF_8);
                    if (parser.parse(json, Long.MAX_VALUE / 2, new RecordPosition("event", 0, 0))
                            instanceof ParsedEvent event) {
                        events.add(event);
                    }
                }
            }
        }
        return events;
    }

    private static String placeholders(int count) {
        return Collections.nCopies(count, "?").stream().collect(Collectors.joining(", "));
    }

    private static final class Nodes implements MoveGraph.Nodes {
        private final Map<String, MoveNode> nodes = new HashMap<>();

        @Override
        public MoveNode get(String subject) {
            return nodes.get(subject);
        }

        @Override
        public void put(String subject, MoveNode node) {
            nodes.put(subject, node);
        }
    }
}
