package dev.crmpulse.engine.fact;

import dev.crmpulse.engine.calendar.BusinessCalendar;
import dev.crmpulse.engine.event.NamedTexts;
import dev.crmpulse.engine.policy.TenantPolicies;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The type of a fact: the one description that drives writing it, checking its table and documenting it. Its first
 * columns are always {@code tenant, id, started_at}: the natural key, of which the day of {@code started_at} counts.
 */
public final class FactType<F extends Fact> implements TableType<F> {
    /** Position of {@code started_at} among the columns. */
    public static final int STARTED_AT = 2;

    /** The column with the dimensions of a fact, the last one of each. */
    public static final String DIMENSIONS = "dimensions";

    /** So many dimensions a fact has at most: those whose names come first in the order of code points. */
    private static final int MOST_DIMENSIONS = 8;

    private static final int NONE = -1;

    private final String name;
    private final int definitionVersion;
    private final String comment;
    private final List<Column<F>> columns;
    private final List<ViewColumn> viewColumns;
    private final List<String> ownersTeamAt;
    private final List<String> groupedBy;
    private final int leadId;
    private final int dealId;
    private final int dimensions;

    private FactType(Builder<F> builder) {
        this.name = builder.name;
        this.definitionVersion = builder.definitionVersion;
        this.comment = builder.comment;
        List<Column<F>> all = new ArrayList<>(builder.columns);
        if (builder.hasDimensions) {
            all.add(Column.of(
                    DIMENSIONS,
                    ColumnType.TEXTS,
                    "Dimensions of the tenant's own by name, as its events say them: dimensions['country']",
                    fact -> dimensions(fact, DimensionHistory.NONE)));
        }
        this.columns = List.copyOf(all);
        List<String> names = columns.stream().map(Column::name).toList();
        this.leadId = names.indexOf("lead_id");
        this.dealId = names.indexOf("deal_id");
        this.dimensions = names.indexOf(DIMENSIONS);
        this.viewColumns = List.copyOf(builder.viewColumns);
        this.ownersTeamAt = List.copyOf(builder.ownersTeamAt);
        this.groupedBy = List.copyOf(builder.groupedBy);
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

    /** What the view has beside the columns of the table, in its order. */
    public List<ViewColumn> viewColumns() {
        return viewColumns;
    }

    /**
     * The moments of which the first that is known says the time of the team and region that the view gives the owner;
     * empty where it gives none.
     */
    public List<String> ownersTeamAt() {
        return ownersTeamAt;
    }

    /** Columns by which rows lie together in the table, before tenant and day; each follows from the row's id. */
    public List<String> groupedBy() {
        return groupedBy;
    }

    /** The values of one fact under what its history says of dimensions, in the order of the columns. */
    public Object[] row(F fact, TenantPolicies policies, DimensionHistory known) {
        Object[] row = row(fact, policies);
        if (!known.isEmpty() && dimensions != NONE) {
            row[dimensions] = dimensions(fact, known);
        }
        return row;
    }

    /** The dimensions of a fact under what its history says. */
    public SortedMap<String, String> dimensions(F fact, DimensionHistory known) {
        NamedTexts ofHistory =
                known.isEmpty() ? NamedTexts.NONE : known.at(fact.startedAt(), text(fact, leadId), text(fact, dealId));
        return fact.dimensions().over(ofHistory).first(MOST_DIMENSIONS).asMap();
    }

    private String text(F fact, int column) {
        return column == NONE ? "" : (String) columns.get(column).value().apply(fact, TenantPolicies.NONE);
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
        private final List<ViewColumn> viewColumns = new ArrayList<>();
        private List<String> ownersTeamAt = List.of();
        private List<String> groupedBy = List.of();
        private boolean hasDimensions = true;

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

        /** Adds columns that several types have in common. */
        public Builder<F> columns(UnaryOperator<Builder<F>> common) {
            return common.apply(this);
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

        /** Adds a second name of a column to the view. */
        public Builder<F> alias(String alias, String column) {
            String meaning = columns.stream()
                    .filter(candidate -> candidate.name().equals(column))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("fact " + name + " has no column " + column))
                    .comment();
            return computed(alias, meaning, column);
        }

        /**
         * Adds a column to the view alone.
         *
         * @param expression in the SQL of the database, see {@link ViewColumn}
         */
        public Builder<F> computed(String column, String meaning, String expression) {
            viewColumns.add(new ViewColumn(column, meaning, expression));
            return this;
        }

        /** Adds to the view for how long what has none of these ends goes on by now. */
        public Builder<F> openSeconds(String... ends) {
            String open = String.join(" IS NULL AND ", ends) + " IS NULL";
            return computed(
                    "open_seconds",
                    "How long it has gone on so far, NULL where it ended",
                    secondsUntilNow(open, "started_at"));
        }

        /** Seconds from a moment until now, NULL where a condition does not hold. */
        public static String secondsUntilNow(String condition, String since) {
            return "if(" + condition + ", CAST(dateDiff('millisecond', " + since + ", " + ViewColumn.HORIZON
                    + ") / 1000 AS Nullable(Decimal(18, 3))), NULL)";
        }

        /** Adds the owner's team and region at the first of these moments that is known, while none is as of now. */
        public Builder<F> ownersTeam(String... moments) {
            ownersTeamAt = List.of(moments);
            return this;
        }

        /** Lays rows together by columns that follow from their ids, as they are asked for. */
        public Builder<F> groupedBy(String... idColumns) {
            groupedBy = List.of(idColumns);
            return this;
        }

        /** Without dimensions: what is summed of many facts has none of its own. */
        public Builder<F> withoutDimensions() {
            hasDimensions = false;
            return this;
        }

        public FactType<F> build() {
            return new FactType<>(this);
        }
    }
}
