package dev.crmpulse.embedded.clickhouse.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmpulse.embedded.clickhouse.engine.EngineException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterfaceNamesTest {
    @ParameterizedTest
    @CsvSource({
        "62, 400",
        "27, 400",
        "117, 400",
        "194, 401",
        "516, 403",
        "497, 403",
        "60, 404",
        "81, 404",
        "115, 404",
        "47, 404",
        "159, 408",
        "229, 413",
        "48, 501",
        "76, 503",
        "241, 500",
        "395, 500",
        "1002, 500"
    })
    void aCodeHasTheStatusOfClickHousesServer(int code, int status) {
        assertThat(ErrorStatus.of(code)).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "TabSeparated, true",
        "JSONEachRow, true",
        "RowBinary, true",
        "Native, true",
        "TSVWithNames, false",
        "RowBinaryWithNamesAndTypes, false",
        "JSON, false"
    })
    void onlyFormatsWithoutHeaderAndFooterStream(String format, boolean streams) {
        assertThat(new OutputFormat(format).canStream()).isEqualTo(streams);
    }

    @ParameterizedTest
    @CsvSource({
        "JSON, application/json; charset=UTF-8",
        "JSONEachRow, application/x-ndjson; charset=UTF-8",
        "CSVWithNames, text/csv; charset=UTF-8",
        "TSV, text/tab-separated-values; charset=UTF-8",
        "RowBinaryWithNamesAndTypes, application/octet-stream",
        "Pretty, text/plain; charset=UTF-8"
    })
    void aFormatHasAContentType(String format, String contentType) {
        assertThat(new OutputFormat(format).contentType()).isEqualTo(contentType);
    }

    @ParameterizedTest
    @CsvSource({"'gzip, deflate', GZIP", "'deflate, gzip, lz4', LZ4", "deflate, DEFLATE", "br, NONE", "'', NONE"})
    void theFirstEncodingTheClientAcceptsIsTaken(String accepted, ResponseEncoding encoding) {
        assertThat(ResponseEncoding.accepted(accepted)).isEqualTo(encoding);
    }

    @Test
    void userAndPasswordMustBothBeRight() {
        Credentials credentials = new Credentials("analyst", "secret");

        assertThatCode(() -> credentials.door(new Credentials("analyst", "secret")))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> credentials.door(new Credentials("analyst", "Secret")))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(516));
        assertThatThrownBy(() -> credentials.door(new Credentials("other", "secret")))
                .isInstanceOf(EngineException.class)
                .hasMessageNotContaining("secret");
        assertThat(credentials.toString()).doesNotContain("secret");
    }
}
