package dev.crmpulse.verify.reference;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jpountz.xxhash.XXHash64;
import net.jpountz.xxhash.XXHashFactory;

/**
 * The rows of a fact view, root by root in the order of {@link Histories}. Of each root come number and digest of its
 * rows; the rows themselves, every value as text, for those who ask.
 */
public final class PublishedRows implements AutoCloseable {
    private static final XXHash64 HASH = XXHashFactory.fastestJavaInstance().hash64();

    /** Between the values of a row, so that a text that ends and one that begins are not taken for each other. */
    private static final char SEPARATOR = '\u001f';

    private final Connection connection;
    private final String view;
    private final List<String> columns;
    private final String key;
    private final String condition;
    private final Statement statement;
    private final ResultSet roots;

    /**
     * Begins to read.
     *
     * @param view such as {@code crm.sla_clock}
     * @param columns columns to read, tenant and id among them
     * @param key expression for the key of the history that a row follows from
     * @param condition which rows are meant
     */
    public PublishedRows(Connection connection, String view, List<String> columns, String key, String condition)
            throws SQLException {
        this.connection = connection;
        this.view = view;
        this.columns = List.copyOf(columns);
        this.key = key;
        this.condition = condition;
        statement = connection.createStatement();
        String row = columns.stream().map(PublishedRows::text).collect(Collectors.joining(", char(31), "));
        roots = statement.executeQuery("SELECT tenant, " + key + " AS root_of_row, count() AS n,"
                + " reinterpretAsInt64(sum(xxHash64(concat(" + row + ")))) AS digest FROM " + view
                + " WHERE " + condition + " GROUP BY tenant, root_of_row ORDER BY tenant, root_of_row");
    }

    /**
     * What is published of a root.
     *
     * @param root subject of the root, such as {@code lead/L-17}
     * @param digest sum of the hashes of all rows: whatever their order, and twice as much where one stands twice
     */
    public record OfRoot(String tenant, String root, long rows, long digest) {
        public static OfRoot nothing(String tenant, String root) {
            return new OfRoot(tenant, root, 0, 0);
        }
    }

    /** The next root that has any rows, null after the last one. */
    public OfRoot next() throws SQLException {
        return roots.next()
                ? new OfRoot(
                        roots.getString("tenant"),
                        roots.getString("root_of_row"),
                        roots.getLong("n"),
                        roots.getLong("digest"))
                : null;
    }

    /** What would be published of a root that had these rows. */
    public OfRoot digest(String tenant, String root, List<Map<String, String>> rows) {
        long digest = 0;
        for (Map<String, String> row : rows) {
            StringBuilder text = new StringBuilder();
            for (String column : columns) {
                text.append(text.isEmpty() ? "" : SEPARATOR).append(row.get(column));
            }
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            digest += HASH.hash(bytes, 0, bytes.length, 0);
        }
        return new OfRoot(tenant, root, rows.size(), digest);
    }

    /** All rows of a root, by column. */
    public List<Map<String, String>> rows(OfRoot root) throws SQLException {
        List<Map<String, String>> rows = new ArrayList<>();
        String texts = columns.stream()
                .map(column -> text(column) + " AS `text_" + column + "`")
                .collect(Collectors.joining(", "));
        try (PreparedStatement query = connection.prepareStatement("SELECT " + texts + " FROM " + view
                + " WHERE tenant = ? AND " + key + " = ? AND " + condition + " ORDER BY id")) {
            query.setString(1, root.tenant());
            query.setString(2, root.root());
            try (ResultSet result = query.executeQuery()) {
                while (result.next()) {
                    Map<String, String> row = new LinkedHashMap<>();
                    for (String column : columns) {
                        row.put(column, result.getString("text_" + column));
                    }
                    rows.add(row);
                }
            }
        }
        return rows;
    }

    private static String text(String column) {
        return "ifNull(toString(`" + column + "`), 'NULL')";
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
