package dev.crmpulse.connectors.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmpulse.connectors.clickhouse.RowEncoder.UnfitValueException;
import dev.crmpulse.engine.fact.Column;
import dev.crmpulse.engine.fact.ColumnType;
import dev.crmpulse.engine.fact.Deduplication;
import dev.crmpulse.engine.fact.JournalType;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowEncoderTest {
    /** Every column type, a value and its RowBinary: integers little-endian, texts with their length before them. */
    static Stream<Arguments> encodings() {
        return Stream.of(
                Arguments.of(ColumnType.TEXT, "", "00"),
                Arguments.of(ColumnType.TEXT, "aé", "03 61 c3 a9"),
                Arguments.of(ColumnType.LABEL, "won", "03 77 6f 6e"),
                Arguments.of(ColumnType.NULLABLE_LABEL, null, "01"),
                Arguments.of(ColumnType.NULLABLE_LABEL, "<1h", "00 03 3c 31 68"),
                Arguments.of(ColumnType.TIME, 1_000L, "e8 03 00 00 00 00 00 00"),
                Arguments.of(ColumnType.TIME, -1L, "ff ff ff ff ff ff ff ff"),
                Arguments.of(ColumnType.NULLABLE_TIME, null, "01"),
                Arguments.of(ColumnType.NULLABLE_TIME, 0L, "00 00 00 00 00 00 00 00 00"),
                Arguments.of(ColumnType.NULLABLE_SECONDS, null, "01"),
                // 1.5 s = 1500 thousandths = 0x05dc
                Arguments.of(ColumnType.NULLABLE_SECONDS, 1_500L, "00 dc 05 00 00 00 00 00 00"),
                Arguments.of(ColumnType.NULLABLE_MONEY, null, "01"),
                // 12.34 = 123,400 ten-thousandths = 0x01e208
                Arguments.of(ColumnType.NULLABLE_MONEY, new BigDecimal("12.34"), "00 08 e2 01 00 00 00 00 00"),
                Arguments.of(ColumnType.NULLABLE_MONEY, new BigDecimal("-0.0001"), "00 ff ff ff ff ff ff ff ff"),
                Arguments.of(ColumnType.COUNT, 258, "02 01 00 00"),
                Arguments.of(ColumnType.COUNT, -1, "ff ff ff ff"),
                Arguments.of(ColumnType.LARGE_COUNT, 258L, "02 01 00 00 00 00 00 00"),
                Arguments.of(ColumnType.NUMBER, -2L, "fe ff ff ff ff ff ff ff"),
                Arguments.of(ColumnType.SKETCH, new TreeMap<>(), "00"),
                Arguments.of(
                        ColumnType.SKETCH,
                        new TreeMap<>(Map.of((short) -2, 1L, (short) 258, 2L)),
                        "02 fe ff 01 00 00 00 00 00 00 00 02 01 02 00 00 00 00 00 00 00"),
                Arguments.of(
                        ColumnType.COUNTS, new TreeMap<>(Map.of("<1h", -1L)), "01 03 3c 31 68 ff ff ff ff ff ff ff ff"),
                Arguments.of(ColumnType.BYTES, new byte[] {0, -1}, "02 00 ff"));
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void eachTypeIsWrittenAsRowBinary(ColumnType type, Object value, String hex) throws UnfitValueException {
        assertThat(encoded(type, value)).isEqualTo(hex);
    }

    @Test
    void noColumnTypeIsForgottenHere() {
        EnumSet<ColumnType> tested = EnumSet.noneOf(ColumnType.class);
        encodings().forEach(arguments -> tested.add((ColumnType) arguments.get()[0]));

        assertThat(tested).isEqualTo(EnumSet.allOf(ColumnType.class));
    }

    @Test
    void theLengthOfATextTakesSevenBitsAByte() throws UnfitValueException {
        // 300 = 0b10_0101100: ac, then 02
        assertThat(encoded(ColumnType.TEXT, "x".repeat(300))).startsWith("ac 02 78 78");
        assertThat(encoded(ColumnType.TEXT, "x".repeat(127))).startsWith("7f 78");
        assertThat(encoded(ColumnType.TEXT, "x".repeat(128))).startsWith("80 01 78");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.23456", "1.2345", "1.234599999999999999999999999"})
    void digitsBeyondTheScaleAreCutOff(String amount) throws UnfitValueException {
        // 12,345 ten-thousandths = 0x3039
        assertThat(encoded(ColumnType.NULLABLE_MONEY, new BigDecimal(amount))).isEqualTo("00 39 30 00 00 00 00 00 00");
        // negative ones too, towards zero: -12,345 = 0x…cfc7
        assertThat(encoded(ColumnType.NULLABLE_MONEY, new BigDecimal(amount).negate()))
                .isEqualTo("00 c7 cf ff ff ff ff ff ff");
    }

    @Test
    void amountsOfEighteenDigitsFitAndLargerOnesDoNot() throws UnfitValueException {
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
    void theTiniestAndTheHugestAmountAreDecidedAtOnce() throws UnfitValueException {
        assertThat(encoded(ColumnType.NULLABLE_MONEY, new BigDecimal("1e-2000000000")))
                .isEqualTo("00" + " 00".repeat(8));
        assertThat(encoded(ColumnType.NULLABLE_MONEY, new BigDecimal("0e2000000000")))
                .isEqualTo("00" + " 00".repeat(8));
        assertUnfit(ColumnType.NULLABLE_MONEY, new BigDecimal("1e100000000"));
    }

    @Test
    void durationsOfEighteenDigitsFitAndLongerOnesDoNot() throws UnfitValueException {
        assertThat(encoded(ColumnType.NULLABLE_SECONDS, 999_999_999_999_999_999L))
                .isEqualTo("00 ff ff 63 a7 b3 b6 e0 0d");
        assertUnfit(ColumnType.NULLABLE_SECONDS, 1_000_000_000_000_000_000L);
        assertUnfit(ColumnType.NULLABLE_SECONDS, Long.MIN_VALUE);
    }

    @Test
    void theMessageNamesTheColumnAndNotTheValue() {
        assertThatThrownBy(() -> encoded(ColumnType.NULLABLE_MONEY, new BigDecimal("7e30")))
                .isInstanceOf(UnfitValueException.class)
                .hasMessageContaining("column value")
                .hasMessageNotContaining("7");
    }

    @Test
    void aBufferGrowsWithItsRowsAndKnowsWhereTheyEnd() {
        RowBuffer buffer = new RowBuffer();
        for (int i = 0; i < 1_000; i++) {
            buffer.putText("x".repeat(99));
            buffer.endRow();
        }
        buffer.putLong(1);
        buffer.dropUnendedRow();

        assertThat(buffer.rows()).isEqualTo(1_000);
        assertThat(buffer.size()).isEqualTo(100 * 1_000);
        assertThat(buffer.rowEnds()).hasSize(1_000).startsWith(100, 200).endsWith(100_000);
        assertThat(buffer.toByteArray()).hasSize(100_000);
    }

    @Test
    void aBufferWithoutRowsDropsAllThatWasBegun() {
        RowBuffer buffer = new RowBuffer();
        buffer.putText("begun");
        buffer.dropUnendedRow();

        assertThat(buffer.size()).isZero();
    }

    private static void assertUnfit(ColumnType type, Object value) {
        assertThatThrownBy(() -> encoded(type, value)).as("%s", value).isInstanceOf(UnfitValueException.class);
    }

    private static String encoded(ColumnType type, Object value) throws UnfitValueException {
        JournalType<Object> table = new JournalType<>(
                "t",
                "one value",
                Deduplication.DROPPED_BY_TOKEN,
                JournalType.UNPARTITIONED,
                List.of(Column.of("value", type, "the value", Function.identity())));
        RowBuffer buffer = new RowBuffer();
        new RowEncoder(table).encode(new Object[] {value}, buffer);
        return HexFormat.ofDelimiter(" ").formatHex(buffer.toByteArray());
    }
}
