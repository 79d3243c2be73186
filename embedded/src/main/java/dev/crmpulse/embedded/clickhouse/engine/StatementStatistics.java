package dev.crmpulse.embedded.clickhouse.engine;

/** What a statement read from tables, wrote to them and returned, and how long it took in the engine. */
public record StatementStatistics(
        long readRows,
        long readBytes,
        long writtenRows,
        long writtenBytes,
        long resultRows,
        long resultBytes,
        long elapsedNanos) {
    /** Of a statement that has done nothing yet. */
    public static final StatementStatistics NONE = new StatementStatistics(0, 0, 0, 0, 0, 0, 0);

    /** The sum of two parts of one statement. */
    public StatementStatistics plus(StatementStatistics next) {
        return new StatementStatistics(
                readRows + next.readRows,
                readBytes + next.readBytes,
                writtenRows + next.writtenRows,
                writtenBytes + next.writtenBytes,
                resultRows + next.resultRows,
                resultBytes + next.resultBytes,
                elapsedNanos + next.elapsedNanos);
    }
}
