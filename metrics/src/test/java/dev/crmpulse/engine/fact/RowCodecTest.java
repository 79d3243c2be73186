package dev.crmpulse.engine.fact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.engine.event.Bytes;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RowCodecTest {
    private static final Map<ColumnType, List<Object>> SAMPLES = Map.ofEntries(
            Map.entry(ColumnType.TEXT, List.of("", "D1/1", "销售 😀")),
            Map.entry(ColumnType.LABEL, List.of("", "won")),
            Map.entry(ColumnType.NULLABLE_LABEL, List.of("", "<1h")),
            Map.entry(ColumnType.TIME, List.of(0L, -1L, 1_772_442_000_000L)),
            Map.entry(ColumnType.NULLABLE_TIME, List.of(0L, Long.MAX_VALUE)),
            Map.entry(ColumnType.NULLABLE_SECONDS, List.of(0L, 3_599_999L)),
            Map.entry(ColumnType.NULLABLE_MONEY, List.of(new BigDecimal("0.0000"), new BigDecimal("-1200.50"))),
            Map.entry(ColumnType.COUNT, List.of(0, Integer.MAX_VALUE)),
            Map.entry(ColumnType.LARGE_COUNT, List.of(0L, -1L)),
            Map.entry(ColumnType.NUMBER, List.of(Long.MIN_VALUE, 7L)),
            Map.entry(
                    ColumnType.SKETCH,
                    List.of(new TreeMap<>(), new TreeMap<>(Map.of(Short.MIN_VALUE, -1L, (short) 2, Long.MAX_VALUE)))),
            Map.entry(ColumnType.COUNTS, List.of(new TreeMap<>(), new TreeMap<>(Map.of("<1h", 7L, "käse", -1L)))),
            Map.entry(ColumnType.TEXTS, List.of(new TreeMap<>(), new TreeMap<>(Map.of("country", "FR", "käse", "")))),
            Map.entry(ColumnType.BYTES, List.of(new byte[0], new byte[] {0, -1, 127}, new byte[300])));

    @ParameterizedTest
    @EnumSource(ColumnType.class)
    void everyTypesValuesAndTheirAbsenceAreReadAgain(ColumnType type) throws IOException {
        List<Object> values = new ArrayList<>(SAMPLES.get(type));
        values.add(null);
        values.addAll(SAMPLES.get(type));
        List<Column<Object>> columns = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            columns.add(Column.of("c" + i, type, "a value", record -> record));
        }
        TableType<Object> table = new JournalType<>(
                "samples", "Samples", Deduplication.DROPPED_BY_TOKEN, JournalType.UNPARTITIONED, columns);

        Object[] again = RowCodec.read(
                table,
                Bytes.of(out -> RowCodec.write(table, values.toArray(), out)).in());

        assertThat(again).containsExactly(values.toArray());
    }

    @Test
    void theWrittenFormOfARowIsKnown() throws IOException {
        TableType<Object> table = new JournalType<>(
                "samples",
                "Samples",
                Deduplication.DROPPED_BY_TOKEN,
                JournalType.UNPARTITIONED,
                List.of(
                        Column.of("a", ColumnType.TEXT, "a text", record -> "ab"),
                        Column.of("b", ColumnType.NULLABLE_TIME, "no time", record -> null),
                        Column.of("c", ColumnType.COUNT, "a count", record -> 258),
                        Column.of("d", ColumnType.NUMBER, "a number", record -> -2L),
                        Column.of("e", ColumnType.NULLABLE_MONEY, "money", record -> new BigDecimal("1.5")),
                        Column.of("f", ColumnType.BYTES, "bytes", record -> new byte[] {7})));
        Object[] row = table.row("any record");

        assertThat(Arrays.asList(row).subList(0, 4)).containsExactly("ab", null, 258, -2L);
        assertThat(Bytes.of(out -> RowCodec.write(table, row, out)).hex())
                .isEqualTo("01026162" + "00" + "0100000102" + "01fffffffffffffffe" + "01010f00000001" + "010107");
    }
}
