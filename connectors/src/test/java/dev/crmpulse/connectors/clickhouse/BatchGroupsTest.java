package dev.crmpulse.connectors.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchGroupsTest {
    @Test
    void smallBatchesOfATableAreTogether() {
        InsertBatch deals = batch("deal", "", 100);
        InsertBatch clocks = batch("sla_clock", "", 100);
        InsertBatch moreDeals = batch("deal", "", 100);

        assertThat(BatchGroups.of(List.of(deals, clocks, moreDeals)))
                .containsExactly(List.of(deals, moreDeals), List.of(clocks));
    }

    @Test
    void tombstonesHaveFewerColumnsAndAreApart() {
        InsertBatch deals = batch("deal", "", 100);
        InsertBatch tombstones = new InsertBatch("deal", "tenant, id", "", 1, new byte[100]);

        assertThat(BatchGroups.of(List.of(deals, tombstones))).containsExactly(List.of(deals), List.of(tombstones));
    }

    @Test
    void aBatchWithATokenIsAlone() {
        InsertBatch first = batch("event", "job/1", 100);
        InsertBatch second = batch("event", "job/2", 100);

        assertThat(BatchGroups.of(List.of(first, second))).containsExactly(List.of(first), List.of(second));
    }

    @Test
    void largeBatchesAreAlone() {
        InsertBatch large = batch("deal", "", 1 << 20);
        InsertBatch small = batch("deal", "", 100);

        assertThat(BatchGroups.of(List.of(large, small))).containsExactly(List.of(large), List.of(small));
    }

    @Test
    void noInsertHasMorePartitionsThanClickHouseTakes() {
        InsertBatch month = batch("deal", "", 100);

        assertThat(BatchGroups.of(Collections.nCopies(150, month)))
                .extracting(List::size)
                .containsExactly(64, 64, 22);
    }

    private static InsertBatch batch(String table, String token, int bytes) {
        return new InsertBatch(table, "tenant, id, amount", token, 1, new byte[bytes]);
    }
}
