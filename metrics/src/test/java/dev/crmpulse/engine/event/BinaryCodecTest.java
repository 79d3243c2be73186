package dev.crmpulse.engine.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinaryCodecTest {
    @ParameterizedTest
    @CsvSource({
        "0, 00",
        "1, 01",
        "127, 7f",
        "128, 8001",
        "300, ac02",
        "16383, ff7f",
        "16384, 808001",
        "-1, ffffffffffffffffff01",
        "9223372036854775807, ffffffffffffffff7f",
        "-9223372036854775808, 80808080808080808001"
    })
    void numbersTakeSevenBitsAByte(long number, String hex) throws IOException {
        assertThat(Bytes.of(out -> BinaryCodec.writeVarLong(out, number)).hex()).isEqualTo(hex);
        assertThat(BinaryCodec.readVarLong(new Bytes(hex).in())).isEqualTo(number);
    }

    @Test
    void aNumberThatDoesNotEndIsRefused() {
        assertThatThrownBy(() -> BinaryCodec.readVarLong(new Bytes("80".repeat(11)).in()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("longer than 64 bits");
    }

    @ParameterizedTest
    @CsvSource({"'', 00", "a, 0161", "ä, 02c3a4", "😀, 04f09f9880"})
    void textsAreUtf8WithTheirLengthInBytes(String text, String hex) throws IOException {
        assertThat(Bytes.of(out -> BinaryCodec.writeText(out, text)).hex()).isEqualTo(hex);
        assertThat(BinaryCodec.readText(new Bytes(hex).in())).isEqualTo(text);
    }

    @Property(tries = 200)
    void anyNumberIsReadAgain(@ForAll long number) throws IOException {
        assertThat(BinaryCodec.readVarLong(
                        Bytes.of(out -> BinaryCodec.writeVarLong(out, number)).in()))
                .isEqualTo(number);
    }

    @Test
    void decimalsKeepTheirScale() throws IOException {
        List<BigDecimal> decimals = Stream.of("0", "0.00", "-1", "127", "128", "1E+3", "-0.0001", "99999999999999.9999")
                .map(BigDecimal::new)
                .toList();
        for (BigDecimal decimal : decimals) {
            assertThat(BinaryCodec.readDecimal(Bytes.of(out -> BinaryCodec.writeDecimal(out, decimal))
                            .in()))
                    .isEqualTo(decimal);
        }
        assertThat(Bytes.of(out -> BinaryCodec.writeDecimal(out, new BigDecimal("1.50")))
                        .hex())
                .isEqualTo("0200" + "96" + "00000002");
    }

    @Test
    void anAbsentDecimalTakesOneByte() throws IOException {
        assertThat(Bytes.of(out -> BinaryCodec.writeDecimal(out, null)).hex()).isEqualTo("00");
        assertThat(BinaryCodec.readDecimal(new Bytes("00").in())).isNull();
    }

    @Test
    void anAbsentTimeIsNullInRows() {
        assertThat(BinaryCodec.orNull(BinaryCodec.NO_TIME)).isNull();
        assertThat(BinaryCodec.orNull(0)).isZero();
    }
}
