package dev.crmpulse.engine.fact;

/**
 * What a column holds, and in which Java type its values travel. Times and durations are integer milliseconds
 * everywhere; only their column has a scale.
 */
public enum ColumnType {
    /** Many different texts ({@link String}). */
    TEXT("String"),
    /** Few different texts ({@link String}). */
    LABEL("LowCardinality(String)"),
    /** Few different texts, or unknown ({@link String}, nullable). */
    NULLABLE_LABEL("LowCardinality(Nullable(String))"),
    /** A moment ({@link Long}, milliseconds since 1970 UTC). */
    TIME("DateTime64(3, 'UTC')"),
    /** A moment that may not have come ({@link Long}, nullable). */
    NULLABLE_TIME("Nullable(DateTime64(3, 'UTC'))"),
    /** A duration that may be unknown ({@link Long} milliseconds, nullable), shown in seconds. */
    NULLABLE_SECONDS("Nullable(Decimal(18, 3))"),
    /** An amount of money that may be unknown ({@link java.math.BigDecimal}, nullable). */
    NULLABLE_MONEY("Nullable(Decimal(18, 4))"),
    /** A small count ({@link Integer}). */
    COUNT("UInt32"),
    /** A large count or a position ({@link Long}). */
    LARGE_COUNT("UInt64"),
    /** A signed number ({@link Long}). */
    NUMBER("Int64"),
    /** Counts by bin of a sketch ({@code Map<Short, Long>}, rising). */
    SKETCH("Map(Int16, Int64)"),
    /** Counts by name ({@code Map<String, Long>}, in the order of the names). */
    COUNTS("Map(LowCardinality(String), Int64)"),
    /** Texts by name ({@code Map<String, String>}, in the order of the names). */
    TEXTS("Map(LowCardinality(String), String)"),
    /** Raw bytes ({@code byte[]}). */
    BYTES("String");

    private final String clickHouseType;

    ColumnType(String clickHouseType) {
        this.clickHouseType = clickHouseType;
    }

    /** The type as ClickHouse writes it in {@code system.columns}. */
    public String clickHouseType() {
        return clickHouseType;
    }
}
