package dev.crmpulse.engine.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The writing walk puts the forms that {@link BinaryCodec} reads, and the reading one takes them. */
class BinaryFieldsTest {
    /** One field of every kind, and what is nested. */
    private static final class Everything implements BinaryState {
        private int octet;
        private short fixedShort;
        private int fixedInt;
        private long fixedLong;
        private long varLong;
        private long signed;
        private boolean flag;
        private String text = "";
        private byte[] bytes = {};
        private BigDecimal decimal;
        private long time = BinaryCodec.NO_TIME;
        private Flag code = Flag.UNKNOWN;
        private OrderKey key;
        private Everything nested;
        private final List<Everything> list = new ArrayList<>();
        private final List<OrderKey> keys = new ArrayList<>();
        private final Map<String, Everything> byName = new TreeMap<>();

        @Override
        public void fields(BinaryFields f) throws IOException {
            octet = f.octet(octet);
            fixedShort = f.fixedShort(fixedShort);
            fixedInt = f.fixedInt(fixedInt);
            fixedLong = f.fixedLong(fixedLong);
            varLong = f.varLong(varLong);
            signed = f.signedVarLong(signed);
            flag = f.flag(flag);
            text = f.text(text);
            bytes = f.bytes(bytes);
            decimal = f.decimal(decimal);
            time = f.time(time);
            code = f.code(code, Flag.CODES);
            key = f.optional(key, OrderKey.FIRST);
            nested = f.optional(nested, Everything::new);
            f.list(list, Everything::new);
            f.values(keys, OrderKey.FIRST);
            f.map(byName, name -> new Everything());
        }

        private static Everything full() {
            Everything full = new Everything();
            full.octet = 255;
            full.fixedShort = -2;
            full.fixedInt = Integer.MIN_VALUE + 5;
            full.fixedLong = Long.MIN_VALUE + 7;
            full.varLong = 300;
            full.signed = -3;
            full.flag = true;
            full.text = "ä";
            full.bytes = new byte[] {0, -1};
            full.decimal = new BigDecimal("-1.50");
            full.time = 9;
            full.code = Flag.YES;
            full.key = new OrderKey(1, 2, 3, "s", "i");
            return full;
        }
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        Everything everything = Everything.full();
        everything.nested = Everything.full();
        everything.list.add(Everything.full());
        everything.list.add(new Everything());
        everything.keys.add(new OrderKey(4, 5, 6, "", "j"));
        everything.byName.put("b", Everything.full());
        everything.byName.put("a", new Everything());

        Everything again = Bytes.of(everything::write).into(new Everything());

        assertThat(again).usingRecursiveComparison().isEqualTo(everything);
    }

    @Test
    void theFormsStayAsTheyAre() throws IOException {
        assertThat(Bytes.of(Everything.full()::write).hex())
                .isEqualTo("ff" + "fffe" + "80000005" + "8000000000000007" + "ac02" + "05" + "01" + "02c3a4" + "0200ff"
                        + "02ff6a00000002" + "010000000000000009" + "02" + "01" + "0000000000000001" + "02" + "03"
                        + "0173"
                        + "0169" + "00" + "00" + "00" + "00");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 128, 129, 255, 256, 300, 20_000})
    void textsOfEveryLengthAreReadAgain(int length) throws IOException {
        for (String letter : List.of("a", "ä", "😀")) {
            String text = "b".repeat(length) + letter;
            BinaryWriter writer = new BinaryWriter();
            assertThat(writer.text(text)).isEqualTo(text);
            Bytes bytes = Bytes.of(writer::writeTo);

            assertThat(bytes).isEqualTo(Bytes.of(out -> BinaryCodec.writeText(out, text)));
            assertThat(new BinaryReader(bytes.in()).text("")).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 00", "-1, 01", "1, 02", "-64, 7f", "64, 8001"})
    void smallNumbersOfEitherSignTakeOneByte(long number, String hex) throws IOException {
        assertThat(Bytes.walked(out -> assertThat(out.signedVarLong(number)).isEqualTo(number))
                        .hex())
                .isEqualTo(hex);
        assertThat(new BinaryReader(new Bytes(hex).in()).signedVarLong(0)).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 127, 128, 20_000})
    void aLengthIsPutBeforeWhatWasWritten(int length) throws IOException {
        BinaryWriter writer = new BinaryWriter();
        writer.octet(7);
        int start = writer.size();
        for (int i = 0; i < length; i++) {
            writer.octet(i);
        }
        writer.insertLength(start);
        writer.octet(8);

        BinaryReader reader = new BinaryReader(Bytes.of(writer::writeTo).in());
        assertThat(reader.octet(0)).isEqualTo(7);
        assertThat(reader.bytes(null)).hasSize(length);
        assertThat(reader.octet(0)).isEqualTo(8);
    }

    @Test
    void bytesThatEndTooEarlyAreRefused() {
        assertThatThrownBy(() -> new Bytes("ff").into(new Everything())).isInstanceOf(EOFException.class);
    }

    @Test
    void anEnumOfWhichAConstantHasNoCodeIsRefused() {
        assertThatThrownBy(() -> Codes.of(Flag.NO, Flag.YES)).hasMessage("a constant of Flag has no code, or has two");
    }
}
