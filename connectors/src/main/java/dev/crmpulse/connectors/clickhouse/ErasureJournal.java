package dev.crmpulse.connectors.clickhouse;

import dev.crmpulse.connectors.cloudevents.PersonKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Which persons were erased, by their pseudonyms alone, and which the CRM asks for and are still there. */
public final class ErasureJournal {
    private final Connection connection;

    public ErasureJournal(Connection connection) {
        this.connection = connection;
    }

    /**
     * A person who is to be erased.
     *
     * @param subject as the event names the person
     */
    public record Pending(String tenant, String subject) {}

    /** Those that {@code crm.person.erased} asks for. */
    public List<Pending> pending() throws SQLException {
        List<Pending> pending = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT tenant, person FROM crm.erasure WHERE status = 'pending' ORDER BY requested_at,"
                                + " tenant, person")) {
            while (rows.next()) {
                pending.add(new Pending(rows.getString(1), rows.getString(2)));
            }
        }
        return pending;
    }

    /**
     * Notes a person who was erased; to do so again comes to the same.
     *
     * @param events deliveries that named the person
     * @param deadLetters those dropped because nobody can say what in them belongs to the person
     * @param run whose rows have the pseudonym
     */
    public void erased(String tenant, PersonKind kind, String pseudonym, long events, long deadLetters, long run)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO crm_store.erasure"
                + " (tenant, pseudonym, kind, events, dead_letters, run, published_at)"
                + " SELECT ?, ?, ?, toUInt64(?), toUInt64(?), toUInt32(?), now64(3)")) {
            insert.setString(1, tenant);
            insert.setString(2, pseudonym);
            insert.setString(3, kind.label());
            insert.setLong(4, events);
            insert.setLong(5, deadLetters);
            insert.setLong(6, run);
            insert.executeUpdate();
        }
    }
}
