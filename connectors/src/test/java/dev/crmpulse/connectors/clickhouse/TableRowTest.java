package dev.crmpulse.connectors.clickhouse;

import static dev.crmpulse.connectors.clickhouse.Readings.FACT;
import static dev.crmpulse.connectors.clickhouse.Readings.reading;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.connectors.clickhouse.Readings.Reading;
import dev.crmpulse.connectors.clickhouse.TableRow.Kind;
import dev.crmpulse.engine.fact.FactChange;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableRowTest {
    private static final Reading MORNING = reading("r1", "2026-03-01T08:00:00Z", "1");
    private static final Reading EVENING = reading("r1", "2026-03-01T23:59:59.999Z", "2");
    private static final Reading NEXT_DAY = reading("r1", "2026-03-02T00:00:00Z", "3");

    @Test
    void aNewFactIsOneRow() {
        assertThat(rows(null, MORNING)).containsExactly("PRESENT 1");
    }

    @Test
    void aFactThatChangesWithinItsDayReplacesItself() {
        assertThat(rows(MORNING, EVENING)).containsExactly("PRESENT 2");
    }

    @Test
    void aFactThatMovesToAnotherDayLeavesATombstoneUnderItsOldKey() {
        assertThat(rows(EVENING, NEXT_DAY)).containsExactly("TOMBSTONE 2", "PRESENT 3");
        assertThat(rows(NEXT_DAY, EVENING)).containsExactly("TOMBSTONE 3", "PRESENT 2");
    }

    @Test
    void aFactThatHoldsNoMoreLeavesATombstone() {
        assertThat(rows(MORNING, null)).containsExactly("TOMBSTONE 1");
    }

    @Test
    void daysBefore1970AreDistinguishedToo() {
        Reading lastOf1969 = reading("r1", "1969-12-31T23:59:59.999Z", "1");
        Reading earlierThatDay = reading("r1", "1969-12-31T00:00:00Z", "2");
        Reading firstOf1970 = reading("r1", "1970-01-01T00:00:00Z", "3");

        assertThat(rows(lastOf1969, earlierThatDay)).containsExactly("PRESENT 2");
        assertThat(rows(lastOf1969, firstOf1970)).containsExactly("TOMBSTONE 1", "PRESENT 3");
    }

    @Test
    void everyRowCarriesTheRevisionOfTheChange() {
        List<TableRow> rows = new ArrayList<>();
        TableRow.of(new FactChange(FACT, FACT.row(EVENING), FACT.row(NEXT_DAY), 7), rows::add);

        assertThat(rows).extracting(TableRow::revision).containsExactly(7L, 7L);
    }

    @Test
    void aRecordOfAJournalIsOneRowThatStays() {
        TableRow row = TableRow.journal(Readings.BY_MONTH, MORNING);

        assertThat(row.kind()).isEqualTo(Kind.PRESENT);
        assertThat(row.values()).containsExactly("acme", "r1", MORNING.startedAt());
    }

    /** Kind and amount of each row. */
    private static List<String> rows(Reading before, Reading after) {
        List<String> rows = new ArrayList<>();
        FactChange change = new FactChange(
                FACT, before == null ? null : FACT.row(before), after == null ? null : FACT.row(after), 1);
        TableRow.of(change, row -> rows.add(row.kind() + " " + row.values()[4]));
        return rows;
    }
}
