package dev.crmpulse.verify.reference;

import dev.crmpulse.engine.event.EntityKey;
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
 * The rows of a fact view, key by key in the order of {@link Histories}. Of each key come number and digest of its
 * rows; the rows themselves, every value as text, for those who ask.
 */
public final class PublishedRows implements AutoCloseable {
    private static final XXHash64 HASH = XXHashFactory.fastestJavaInstance().hash64();

    /** Between the values of a row, so that a text that ends and one that begins are not taken for each other. */
    private static final char SEPARATOR = '\u001f';

    private final Connection connection;
    private final String view;
    private final List<String> columns;
    private final String keyOfRow;
    private final String condition;
    private final Statement statement;
    private final ResultSet keys;

    /**
     * Begins to read.
     *
     * @param view such as {@code crm.sla_clock}
     * @param columns columns to read, tenant and id among them
     * @param keyOfRow expression for the key of the history that a row follows from
     * @param condition which rows are meant
     */
    public PublishedRows(Connection connection, String view, List<String> columns, String keyOfRow, String condition)
            throws SQLException {
        this.connection = connection;
        this.view = view;
        this.columns = List.copyOf(columns);
        this.keyOfRow = keyOfRow;
        this.condition = condition;
        statement = connection.createStatement();
        String row = columns.stream().map(PublishedRows::text).collect(Collectors.joining(", char(31), "));
        keys = statement.executeQuery("SELECT tenant, " + keyOfRow + " AS key_of_row, count() AS n,"
                + " reinterpretAsInt64(sum(xxHash64(concat(" + row + ")))) AS digest FROM " + view
                + " WHERE " + condition + " GROUP BY tenant, key_of_row ORDER BY tenant, key_of_row");
    }

    /**
     * What is published of a key.
     *
     * @param digest sum of the hashes of all rows: whatever their order, and twice as much where one stands twice
     */
    public record KeyDigest(EntityKey key, long rows, long digest) {
        public static KeyDigest nothing(EntityKey key) {
            return new KeyDigest(key, 0, 0);
        }
    }

    /** The next key that has any rows, null after the last one. */
    public KeyDigest next() throws SQLException {
        return keys.next()
                ? new KeyDigest(
                        EntityKey.of(keys.getString("tenant"), keys.getString("key_of_row")),
                        keys.getLong("n"),
                        keys.getLong("digest"))
                : null;
    }

    /** What would be published of a key that had these rows. */
    public KeyDigest digest(EntityKey key, List<Map<String, String>> rows) {
        long digest = 0;
        for (Map<String, String> row : rows) {
            StringBuilder text = new StringBuilder();
            for (String column : columns) {
                text.append(text.isEmpty() ? "" : SEPARATOR).append(row.get(column));
            }
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            digest += HASH.hash(bytes, 0, bytes.length, 0);
        }
        return new KeyDigest(key, rows.size(), digest);
    }

    /** All rows of a key, by column. */
    public List<Map<String, String>> rows(EntityKey key) throws SQLException {
        List<Map<String, String>> rows = new ArrayList<>();
        String texts = columns.stream()
                .map(column -> text(column) + " AS `text_" + column + "`")
                .collect(Collectors.joining(", "));
        try (PreparedStatement query = connection.prepareStatement("SELECT " + texts + " FROM " + view
                + " WHERE tenant = ? AND " + keyOfRow + " = ? AND " + condition + " ORDER BY id")) {
            query.setString(1, key.tenant());
            query.setString(2, key.subject());
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
