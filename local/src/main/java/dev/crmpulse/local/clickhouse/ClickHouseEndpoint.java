package dev.crmpulse.local.clickhouse;

/** Where a ClickHouse server answers, and its process. */
public record ClickHouseEndpoint(String host, int port, long pid) {
    /** Of its HTTP interface, without a trailing slash. */
    public String httpUrl() {
        return "http://" + host + ":" + port;
    }

    /** For ClickHouse's JDBC driver, of the database {@code default}. */
    public String jdbcUrl() {
        return "jdbc:clickhouse://" + host + ":" + port + "/default";
    }
}
