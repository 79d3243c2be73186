package dev.crmpulse.metrics.fact;

import dev.crmpulse.metrics.calendar.BusinessCalendar;
import dev.crmpulse.metrics.policy.TenantPolicies;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The type of a fact: the one description that drives writing it, checking its table and documenting it. Its first
 * columns are always {@code tenant, id, started_at}: the natural key, of which the day of {@code started_at} counts.
 */
public final class FactType<F extends Fact> implements TableType<F> {
    /** Position of {@code started_at} among the columns. */
    public static final int STARTED_AT = 2;

    private final String name;
    private final int definitionVersion;
    private final String comment;
    private final List<Column<F>> columns;

    private FactType(String name, int definitionVersion, String comment, List<Column<F>> columns) {
        this.name = name;
        this.definitionVersion = definitionVersion;
        this.comment = comment;
        this.columns = List.copyOf(columns);
    }

    /**
     * Begins a type.
     *
     * @param name name of the table and of the view over it
     * @param definitionVersion version of the metric's definition; every row carries it
     * @param comment what one row is
     */
    public static <F extends Fact> Builder<F> named(String name, int definitionVersion, String comment) {
        return new Builder<>(name, definitionVersion, comment);
    }

    public int definitionVersion() {
        return definitionVersion;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String comment() {
        return comment;
    }

    @Override
    public List<Column<F>> columns() {
        return columns;
    }

    @Override
    public String toString() {
        return "fact " + name;
    }

    /** Lists the columns in table order. */
    public static final class Builder<F extends Fact> {
        private final String name;
        private final int definitionVersion;
        private final String comment;
        private final List<Column<F>> columns = new ArrayList<>();

        private Builder(String name, int definitionVersion, String comment) {
            this.name = name;
            this.definitionVersion = definitionVersion;
            this.comment = comment;
            column("tenant", ColumnType.LABEL, "Whose data it is", Fact::tenant);
            column("id", ColumnType.TEXT, "Stable name of the row within the tenant", Fact::id);
            column("started_at", ColumnType.TIME, "When what is measured began (UTC)", Fact::startedAt);
            column("def_version", ColumnType.COUNT, "Version of the definition of the metric", f -> definitionVersion);
        }

        public Builder<F> column(String column, ColumnType type, String meaning, Function<F, Object> value) {
            columns.add(Column.of(column, type, meaning, value));
            return this;
        }

        /** Adds a column whose value follows from the policies of the fact's tenant too. */
        public Builder<F> policyColumn(
                String column, ColumnType type, String meaning, BiFunction<F, TenantPolicies, Object> value) {
            columns.add(new Column<>(column, type, meaning, value));
            return this;
        }

        /**
         * Adds how long it took, in calendar and in business time. The tenant's calendar in force when it began evaluates
         * all of it; without one the business time is unknown.
         *
         * @param meaning from what to what
         * @param endedAt when it ended, null while it has not
         */
        public Builder<F> duration(String meaning, Function<F, Long> endedAt) {
            column("calendar_seconds", ColumnType.NULLABLE_SECONDS, meaning, fact -> {
                Long ended = endedAt.apply(fact);
                return ended == null ? null : (Long) (ended - fact.startedAt());
            });
            columns.add(new Column<>(
                    "business_seconds",
                    ColumnType.NULLABLE_SECONDS,
                    "The same in working time, NULL without a calendar",
                    (fact, policies) -> businessMillis(fact, endedAt.apply(fact), policies)));
            columns.add(new Column<>(
                    "calendar_id",
                    ColumnType.LABEL,
                    "The calendar of the working time with its version, empty if none",
                    (fact, policies) -> {
                        BusinessCalendar calendar = policies.calendar(fact.startedAt());
                        return calendar == null ? "" : calendar.id() + '@' + calendar.version();
                    }));
            return this;
        }

        private static Long businessMillis(Fact fact, Long endedAt, TenantPolicies policies) {
            BusinessCalendar calendar = endedAt == null ? null : policies.calendar(fact.startedAt());
            return calendar == null ? null : (Long) calendar.businessMillis(fact.startedAt(), endedAt);
        }

        public FactType<F> build() {
            return new FactType<>(name, definitionVersion, comment, columns);
        }
    }
}
