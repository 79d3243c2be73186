package dev.crmpulse.connectors.mapping;

import dev.crmpulse.connectors.files.SourceRow;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether a rule applies to a row. */
interface Condition {
    boolean holds(SourceRow row);

    /** Holds for every row. */
    record Always() implements Condition {
        @Override
        public boolean holds(SourceRow row) {
            return true;
        }
    }

    /** Holds for no row. */
    record Never() implements Condition {
        @Override
        public boolean holds(SourceRow row) {
            return false;
        }
    }

    /** The field has one of these values. */
    record In(FieldName field, Set<String> values) implements Condition {
        @Override
        public boolean holds(SourceRow row) {
            String value = field.of(row);
            return value != null && values.contains(value);
        }
    }

    /** The whole value of the field matches. */
    record Matches(FieldName field, Pattern pattern) implements Condition {
        @Override
        public boolean holds(SourceRow row) {
            String value = field.of(row);
            return value != null && pattern.matcher(value).matches();
        }
    }

    /** The field is there and not blank. */
    record Present(FieldName field) implements Condition {
        @Override
        public boolean holds(SourceRow row) {
            return field.of(row) != null;
        }
    }

    /** Every one holds. */
    record All(List<Condition> conditions) implements Condition {
        @Override
        public boolean holds(SourceRow row) {
            for (Condition condition : conditions) {
                if (!condition.holds(row)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** At least one holds. */
    record Any(List<Condition> conditions) implements Condition {
        @Override
        public boolean holds(SourceRow row) {
            for (Condition condition : conditions) {
                if (condition.holds(row)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** The other one does not hold. */
    record Not(Condition condition) implements Condition {
        @Override
        public boolean holds(SourceRow row) {
            return !condition.holds(row);
        }
    }
}
