package dev.crmpulse.embedded.clickhouse;

/**
 * Where a ClickHouse server answers, and its process.
 *
 * @param secret password of its user {@link #WRITER}, never shown; whoever gives none may read
 */
public record ClickHouseEndpoint(String host, int port, long pid, String secret) {
    /** The user that may write. */
    public static final String WRITER = "writer";

    /** Of its HTTP interface, without a trailing slash. */
    public String httpUrl() {
        return "http://" + host + ":" + port;
    }

    /** For ClickHouse's JDBC driver, of the database {@code default}; without user and password it reads. */
    public String jdbcUrl() {
        return "jdbc:clickhouse://" + host + ":" + port + "/default";
    }

    @Override
    public String toString() {
        return httpUrl() + " of process " + pid;
    }
}
