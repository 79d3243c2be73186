package dev.crmpulse.engine.fact;

import dev.crmpulse.engine.policy.TenantPolicies;
import java.util.List;

/** A table that jobs write: what its columns are and mean. */
public sealed interface TableType<R> permits FactType, JournalType {
    /** Name of the table and of the view over it. */
    String name();

    /** What one row is. */
    String comment();

    List<Column<R>> columns();

    /** Where the values of one of its columns stand in rows. */
    default int position(Column<R> column) {
        int position = columns().indexOf(column);
        if (position < 0) {
            throw new IllegalArgumentException(name() + " has no column " + column.name());
        }
        return position;
    }

    /** The values of a record that no policy decides, in the order of the columns. */
    default Object[] row(R record) {
        return row(record, TenantPolicies.NONE);
    }

    /** The values of one record, in the order of the columns. */
    default Object[] row(R record, TenantPolicies policies) {
        List<Column<R>> columns = columns();
        Object[] row = new Object[columns.size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = columns.get(i).value().apply(record, policies);
        }
        return row;
    }
}
