package dev.crmpulse.embedded.clickhouse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementReaderTest {
    @Test
    void rowsBeginBehindTheLineFeedAfterTheFormat() {
        // "INSERT INTO t FORMAT RowBinary" has 30 bytes, the line feed is the 31st, the rows begin at index 31.
        assertInsert("INSERT INTO t FORMAT RowBinary\n\u0001", "INSERT INTO t", "RowBinary", 31);
    }

    @Test
    void aSecondLineFeedIsData() {
        assertInsert("INSERT INTO t FORMAT TSV \r\n\n", "INSERT INTO t", "TSV", 27);
    }

    @Test
    void binaryRowsAreNeverLexed() {
        byte[] head = "INSERT INTO t FORMAT RowBinary\n".getBytes(StandardCharsets.US_ASCII);
        byte[] text = new byte[head.length + 256];
        System.arraycopy(head, 0, text, 0, head.length);
        for (int i = 0; i < 256; i++) {
            text[head.length + i] = (byte) i;
        }

        assertThat(StatementReader.read(text))
                .isEqualTo(new Statement.InsertOfRows("INSERT INTO t", "RowBinary", head.length));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "insert into t values (1)                        | insert into t                  | Values",
                "INSERT INTO `values` (`format`) VALUES (1)      | INSERT INTO `values` (`format`)| Values",
                "INSERT INTO values VALUES (1)                   | INSERT INTO values             | Values",
                "INSERT INTO db.format FORMAT TSV                | INSERT INTO db.format          | TSV",
                "INSERT INTO TABLE FUNCTION f('x') FORMAT CSV    | INSERT INTO TABLE FUNCTION f('x') | CSV",
                "INSERT INTO t (a) SETTINGS b = 'FORMAT x' FORMAT TSV | INSERT INTO t (a) SETTINGS b = 'FORMAT x' | TSV",
                "/* FORMAT a */ INSERT INTO t /* /* VALUES */ */ FORMAT TSV | /* FORMAT a */ INSERT INTO t | TSV",
            })
    void findsHeadAndFormatOfAnInsert(String text, String head, String format) {
        assertThat(read(text))
                .asInstanceOf(InstanceOfAssertFactories.type(Statement.InsertOfRows.class))
                .returns(head, Statement.InsertOfRows::head)
                .returns(format, Statement.InsertOfRows::format);
    }

    @Test
    void aCommentAtTheEndOfTheHeadDoesNotSwallowTheFormatTheEngineAppends() {
        assertInsert("INSERT INTO t -- note\nFORMAT TSV\n", "INSERT INTO t", "TSV", 33);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO t SELECT 1",
                "INSERT INTO t (a) (SELECT 1)",
                "INSERT INTO t WITH 1 AS x SELECT x FORMAT Null"
            })
    void anInsertOfASelectHasNoRows(String text) {
        assertThat(read(text)).isInstanceOf(Statement.Other.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT 1 FORMAT JSON                         | JSON",
                "SELECT 1 FORMAT JSON;                        | JSON",
                "SELECT 1 FORMAT JSON SETTINGS max_threads=1  | JSON",
                "select 1 format json -- FORMAT TSV           | json",
                "SELECT 'FORMAT TSV', $$ FORMAT CSV $$ FORMAT JSON | JSON",
                "SELECT (SELECT 1 FORMAT TSV) FORMAT JSON     | JSON",
            })
    void findsTheOutputFormat(String text, String format) {
        assertThat(outputFormat(text)).contains(format);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                "SELECT format x FROM t",
                "SELECT a AS format FROM t",
                "SELECT 'it''s \\' FORMAT JSON'",
                "SELECT 1 -- FORMAT JSON",
                "SELECT 1 // it's FORMAT JSON",
                "SELECT 1 # FORMAT JSON"
            })
    void findsNoOutputFormatWhereThereIsNone(String text) {
        assertThat(outputFormat(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "-- nothing", "/* nothing */"})
    void aTextOfNothingIsEmpty(String text) {
        assertThat(read(text)).isEqualTo(new Statement.Empty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INSERT INTO t SELECT * FROM input('a Int8') FORMAT TSV | 48",
                "INSERT INTO t SELECT * FROM (SELECT * FROM input ('a Int8')) | 48",
                "INSERT INTO t FROM INFILE 'x' FORMAT TSV               | 48",
                "INSERT INTO t FORMAT TSV;                              | 62",
                "SELECT 1 INTO OUTFILE 'x'                              | 358",
                "SYSTEM SHUTDOWN                                        | 48",
                "system /* */ kill                                      | 48",
                "exit                                                   | 62",
            })
    void refusesWhatTheEngineWouldGetWrong(String text, int code) {
        assertThat(read(text))
                .asInstanceOf(InstanceOfAssertFactories.type(Statement.Refused.class))
                .returns(code, Statement.Refused::code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 'INSERT input(', input FROM t",
                "SELECT * FROM infile",
                "INSERT INTO outfile SELECT 1",
                "SYSTEM FLUSH LOGS"
            })
    void refusesNothingElse(String text) {
        assertThat(read(text)).isInstanceOf(Statement.Other.class);
    }

    @Property
    void whatIsQuotedNeverCounts(
            @ForAll @AlphaChars @StringLength(max = 20) String quoted, @ForAll @Size(3) byte[] anything) {
        String text = "SELECT '" + quoted + " FORMAT x', `" + quoted + "`, $$" + quoted + "'$$ FORMAT TSV";

        assertThat(outputFormat(text)).contains("TSV");
        assertThat(StatementReader.read(anything)).isNotNull();
    }

    private static Statement read(String text) {
        return StatementReader.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> outputFormat(String text) {
        return ((Statement.Other) read(text)).format();
    }

    private static void assertInsert(String text, String head, String format, int dataStart) {
        assertThat(read(text)).isEqualTo(new Statement.InsertOfRows(head, format, dataStart));
    }
}
