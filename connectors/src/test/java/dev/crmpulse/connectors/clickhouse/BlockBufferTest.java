package dev.crmpulse.connectors.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmpulse.engine.fact.Column;
import dev.crmpulse.engine.fact.ColumnType;
import dev.crmpulse.engine.fact.Deduplication;
import dev.crmpulse.engine.fact.JournalType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlockBufferTest {
    /** Every column type, two values and their bytes: integers little-endian, texts with their length before them. */
    static Stream<Arguments> encodings() {
        return Stream.of(
                Arguments.of(ColumnType.TEXT, "", "aé", "00  03 61 c3 a9"),
                Arguments.of(ColumnType.TEXT, "李", "\uD83D\uDE00", "03 e6 9d 8e  04 f0 9f 98 80"),
                Arguments.of(ColumnType.LABEL, "won", "", "03 77 6f 6e  00"),
                // first what is null, then the values, those that are null too
                Arguments.of(ColumnType.NULLABLE_LABEL, null, "<1h", "01 00  00  03 3c 31 68"),
                Arguments.of(ColumnType.TIME, 1_000L, -1L, "e8 03 00 00 00 00 00 00  ff ff ff ff ff ff ff ff"),
                Arguments.of(
                        ColumnType.NULLABLE_TIME, 1L, null, "00 01  01 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00"),
                // 1.5 s = 1500 thousandths = 0x05dc
                Arguments.of(
                        ColumnType.NULLABLE_SECONDS,
                        null,
                        1_500L,
                        "01 00  00 00 00 00 00 00 00 00  dc 05 00 00 00 00 00 00"),
                // 12.34 = 123,400 ten-thousandths = 0x01e208
                Arguments.of(
                        ColumnType.NULLABLE_MONEY,
                        new BigDecimal("12.34"),
                        new BigDecimal("-0.0001"),
                        "00 00  08 e2 01 00 00 00 00 00  ff ff ff ff ff ff ff ff"),
                Arguments.of(
                        ColumnType.NULLABLE_MONEY,
                        null,
                        null,
                        "01 01  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00"),
                Arguments.of(ColumnType.COUNT, 258, -1, "02 01 00 00  ff ff ff ff"),
                Arguments.of(ColumnType.LARGE_COUNT, 258L, 0L, "02 01 00 00 00 00 00 00  00 00 00 00 00 00 00 00"),
                Arguments.of(ColumnType.NUMBER, -2L, 1L, "fe ff ff ff ff ff ff ff  01 00 00 00 00 00 00 00"),
                Arguments.of(
                        ColumnType.SKETCH,
                        new TreeMap<>(),
                        new TreeMap<>(),
                        "00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00"),
                // where the entries of each row end, then all keys, then all values
                Arguments.of(
                        ColumnType.SKETCH,
                        new TreeMap<>(Map.of((short) -2, 1L, (short) 258, 2L)),
                        new TreeMap<>(Map.of((short) 7, -1L)),
                        "02 00 00 00 00 00 00 00  03 00 00 00 00 00 00 00  fe ff  02 01  07 00"
                                + "  01 00 00 00 00 00 00 00  02 00 00 00 00 00 00 00  ff ff ff ff ff ff ff ff"),
                Arguments.of(
                        ColumnType.COUNTS,
                        new TreeMap<>(Map.of("<1h", -1L)),
                        new TreeMap<>(Map.of("", 3L)),
                        "01 00 00 00 00 00 00 00  02 00 00 00 00 00 00 00  03 3c 31 68  00"
                                + "  ff ff ff ff ff ff ff ff  03 00 00 00 00 00 00 00"),
                Arguments.of(
                        ColumnType.TEXTS,
                        new TreeMap<>(Map.of("a", "FR")),
                        new TreeMap<>(Map.of("b", "")),
                        "01 00 00 00 00 00 00 00  02 00 00 00 00 00 00 00  01 61  01 62  02 46 52  00"),
                Arguments.of(ColumnType.BYTES, new byte[] {0, -1}, new byte[0], "02 00 ff  00"));
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void eachTypeIsWrittenAsAColumn(ColumnType type, Object first, Object second, String hex) throws Exception {
        assertThat(encoded(type, first, second)).isEqualTo(hex.replace("  ", " "));
    }

    @Test
    void noColumnTypeIsForgottenHere() {
        EnumSet<ColumnType> tested = EnumSet.noneOf(ColumnType.class);
        encodings().forEach(arguments -> tested.add((ColumnType) arguments.get()[0]));

        assertThat(tested).isEqualTo(EnumSet.allOf(ColumnType.class));
    }

    @Test
    void aBlockSaysItsColumnsAndTheirTypesAndLeavesDictionariesToClickHouse() throws Exception {
        BlockBuffer block = new BlockBuffer(table(List.of(ColumnType.NULLABLE_LABEL, ColumnType.COUNTS)));
        block.add(row("a", new TreeMap<>()), 6, 7);

        byte[] bytes = bytes(block);

        // 5 columns, 1 row: the last three are those of every journal that knows inserts by a token
        assertThat(bytes).startsWith(5, 1);
        assertThat(new String(bytes, StandardCharsets.UTF_8))
                .containsSubsequence(
                        "c0",
                        "Nullable(String)",
                        "c1",
                        "Map(String, Int64)",
                        "run",
                        "UInt32",
                        "batch",
                        "UInt64",
                        "published_at",
                        "DateTime64(3, 'UTC')")
                .doesNotContain("LowCardinality");
    }

    @Test
    void theLengthOfATextTakesSevenBitsAByte() throws Exception {
        // 300 = 0b10_0101100: ac, then 02
        assertThat(encoded(ColumnType.TEXT, "x".repeat(300))).startsWith("ac 02 78 78");
        assertThat(encoded(ColumnType.TEXT, "x".repeat(127))).startsWith("7f 78");
        assertThat(encoded(ColumnType.TEXT, "x".repeat(128))).startsWith("80 01 78");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.23456", "1.2345", "1.234599999999999999999999999"})
    void digitsBeyondTheScaleAreCutOff(String amount) throws Exception {
        // 12,345 ten-thousandths = 0x3039
        assertThat(encoded(ColumnType.NULLABLE_MONEY, new BigDecimal(amount))).isEqualTo("00 39 30 00 00 00 00 00 00");
        // negative ones too, towards zero: -12,345 = 0x…cfc7
        assertThat(encoded(ColumnType.NULLABLE_MONEY, new BigDecimal(amount).negate()))
                .isEqualTo("00 c7 cf ff ff ff ff ff ff");
    }

    @Test
    void amountsOfEighteenDigitsFitAndLargerOnesDoNot() throws Exception {
        // 14 digits before the point and 4 after it
        assertThat(encoded(ColumnType.NULLABLE_MONEY, new BigDecimal("99999999999999.9999")))
                .isEqualTo("00 ff ff 63 a7 b3 b6 e0 0d");
        for (String unfit : new String[] {
            "100000000000000",
            "-100000000000000",
            "922337203685477.5807",
            "-922337203685477.5808",
            "1e30",
            "-1e300",
            "1e1000000000",
            "1e2147483647"
        }) {
            assertUnfit(ColumnType.NULLABLE_MONEY, new BigDecimal(unfit));
        }
    }

    @Test
    @Timeout(5)
    void theTiniestAndTheHugestAmountAreDecidedAtOnce() throws Exception {
        assertThat(encoded(ColumnType.NULLABLE_MONEY, new BigDecimal("1e-2000000000")))
                .isEqualTo("00" + " 00".repeat(8));
        assertThat(encoded(ColumnType.NULLABLE_MONEY, new BigDecimal("0e2000000000")))
                .isEqualTo("00" + " 00".repeat(8));
        assertUnfit(ColumnType.NULLABLE_MONEY, new BigDecimal("1e100000000"));
    }

    @Test
    void durationsOfEighteenDigitsFitAndLongerOnesDoNot() throws Exception {
        assertThat(encoded(ColumnType.NULLABLE_SECONDS, 999_999_999_999_999_999L))
                .isEqualTo("00 ff ff 63 a7 b3 b6 e0 0d");
        assertUnfit(ColumnType.NULLABLE_SECONDS, 1_000_000_000_000_000_000L);
        assertUnfit(ColumnType.NULLABLE_SECONDS, Long.MIN_VALUE);
    }

    @Test
    void theMessageNamesTheColumnAndNotTheValue() {
        assertThatThrownBy(() -> encoded(ColumnType.NULLABLE_MONEY, new BigDecimal("7e30")))
                .isInstanceOf(UnfitValueException.class)
                .hasMessageContaining("column c0")
                .hasMessageNotContaining("7");
    }

    @Test
    void anUnfitValueTakesBackWhatItsRowHadInOtherColumns() throws Exception {
        List<ColumnType> types = new ArrayList<>(List.of(ColumnType.values()));
        types.add(ColumnType.NULLABLE_MONEY);
        List<Object> unfit = firstValues();
        unfit.add(new BigDecimal("1e30"));
        List<Object> fit = firstValues();
        fit.add(BigDecimal.ONE);
        BlockBuffer block = new BlockBuffer(table(types));
        BlockBuffer expected = new BlockBuffer(table(types));
        expected.add(row(fit.toArray()), 6, 7);
        expected.add(row(fit.toArray()), 6, 7);

        // before the first row, between two, and after the last
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> block.add(row(unfit.toArray()), 6, 7)).isInstanceOf(UnfitValueException.class);
            block.add(row(fit.toArray()), 6, 7);
        }
        assertThatThrownBy(() -> block.add(row(unfit.toArray()), 6, 7)).isInstanceOf(UnfitValueException.class);

        assertThat(bytes(block)).isEqualTo(bytes(expected));
        assertThat(block.size()).isEqualTo(expected.size());
    }

    @Test
    void aClearedBlockIsAsANewOne() throws Exception {
        BlockBuffer block = new BlockBuffer(table(List.of(ColumnType.values())));
        for (int i = 0; i < 1_000; i++) {
            block.add(row(firstValues().toArray()), 6, 7);
        }
        byte[] once = bytes(block);
        int size = block.size();
        int capacity = block.capacity();

        block.clear();
        assertThat(block.rows()).isZero();
        assertThat(block.size()).isZero();
        for (int i = 0; i < 1_000; i++) {
            block.add(row(firstValues().toArray()), 6, 7);
        }

        assertThat(bytes(block)).isEqualTo(once);
        assertThat(block.size()).isEqualTo(size);
        assertThat(block.capacity()).isEqualTo(capacity);
    }

    /** For each column type the first value above. */
    private static List<Object> firstValues() {
        List<Object> values = new ArrayList<>();
        for (ColumnType type : ColumnType.values()) {
            values.add(encodings()
                    .filter(arguments -> arguments.get()[0] == type)
                    .reduce((one, other) -> other)
                    .orElseThrow()
                    .get()[1]);
        }
        return values;
    }

    private static void assertUnfit(ColumnType type, Object value) {
        assertThatThrownBy(() -> encoded(type, value)).as("%s", value).isInstanceOf(UnfitValueException.class);
    }

    /** The bytes of a column without its name and type. */
    private static String encoded(ColumnType type, Object... values) throws Exception {
        BlockBuffer block = new BlockBuffer(table(List.of(type)));
        for (Object value : values) {
            block.add(row(new Object[] {value}), 6, 7);
        }
        byte[] bytes = bytes(block);
        ByteRun head = new ByteRun();
        head.putText("c0");
        head.putText(NativeType.asSent(type.clickHouseType()));
        int from = 2 + head.size();
        // run, insert and time of each row follow, with heads of their own
        byte[] column = Arrays.copyOfRange(bytes, from, from + block.size() - values.length * 20);
        return HexFormat.ofDelimiter(" ").formatHex(column);
    }

    static JournalType<Object> table(List<ColumnType> types) {
        List<Column<Object>> columns = new ArrayList<>();
        for (ColumnType type : types) {
            columns.add(Column.of("c" + columns.size(), type, "a value", value -> value));
        }
        return new JournalType<>("t", "one row", Deduplication.DROPPED_BY_TOKEN, JournalType.UNPARTITIONED, columns);
    }

    private static TableRow row(Object... values) {
        return new TableRow(table(List.of()), values, 0, TableRow.Kind.PRESENT);
    }

    private static byte[] bytes(BlockBuffer block) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        block.stamp(8);
        block.writeTo(bytes);
        return bytes.toByteArray();
    }
}
