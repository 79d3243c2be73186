package dev.crmpulse.local.verify.reference;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The rows of a fact view, root by root in the order of {@link Histories}, every value as text. */
public final class PublishedRows implements AutoCloseable {
    private final List<String> columns;
    private final Statement statement;
    private final ResultSet rows;
    private boolean onRow;

    /**
     * Begins to read.
     *
     * @param view such as {@code crm.sla_clock}
     * @param columns columns to read, tenant and id among them
     */
    public PublishedRows(Connection connection, String view, List<String> columns) throws SQLException {
        this.columns = List.copyOf(columns);
        statement = connection.createStatement();
        String texts = columns.stream()
                .map(column -> "ifNull(toString(`" + column + "`), 'NULL') AS `text_" + column + "`")
                .collect(Collectors.joining(", "));
        rows = statement.executeQuery("SELECT tenant, " + root(columns) + " AS root_of_row, " + texts + " FROM " + view
                + " ORDER BY tenant, root_of_row, id");
        onRow = rows.next();
    }

    /** A row tells its root by its lead, else by its deal. */
    private static String root(List<String> columns) {
        String ofLead = "concat('lead/', lead_id)";
        return columns.contains("deal_id") ? "if(lead_id != '', " + ofLead + ", concat('deal/', deal_id))" : ofLead;
    }

    /**
     * The published rows of a root.
     *
     * @param root subject of the root, such as {@code lead/L-17}
     */
    public record OfRoot(String tenant, String root, List<Map<String, String>> rows) {}

    /** The rows of the next root that has any, null after the last one. */
    public OfRoot next() throws SQLException {
        if (!onRow) {
            return null;
        }
        String tenant = rows.getString("tenant");
        String root = rows.getString("root_of_row");
        List<Map<String, String>> ofRoot = new ArrayList<>();
        do {
            Map<String, String> values = new LinkedHashMap<>();
            for (String column : columns) {
                values.put(column, rows.getString("text_" + column));
            }
            ofRoot.add(values);
            onRow = rows.next();
        } while (onRow
                && rows.getString("root_of_row").equals(root)
                && rows.getString("tenant").equals(tenant));
        return new OfRoot(tenant, root, ofRoot);
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
