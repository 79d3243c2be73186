package dev.crmpulse.engine.fact;

import dev.crmpulse.engine.policy.TenantPolicies;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * One column of a table.
 *
 * @param comment what stands in it, for the data dictionary and the table's comment
 * @param value takes the column's value out of a record, under the policies of its tenant
 */
public record Column<R>(String name, ColumnType type, String comment, BiFunction<R, TenantPolicies, Object> value) {
    /** A column that no policy decides. */
    public static <R> Column<R> of(String name, ColumnType type, String comment, Function<R, Object> value) {
        return new Column<>(name, type, comment, (record, policies) -> value.apply(record));
    }
}
