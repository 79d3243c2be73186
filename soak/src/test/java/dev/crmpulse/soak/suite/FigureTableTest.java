package dev.crmpulse.soak.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FigureTableTest {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final FigureTable table = new FigureTable(new PrintStream(written, true, StandardCharsets.UTF_8));

    @Test
    void aFigureIsComparedToAsManyDecimalsAsWerePublished() throws Exception {
        table.figure("rate", json("0.171621"), published("0.1716214"));
        table.figure("rate", json("0.171621"), published("0.1716206"));
        assertThat(table.allEqual()).isTrue();

        table.figure("rate", json("0.171621"), published("0.1716216"));
        assertThat(table.allEqual()).isFalse();
        assertThat(lines()[2]).startsWith("rate ").endsWith("DIFFERENT 0.1716216, published 0.171621");
    }

    @Test
    void whatLiesInTheMiddleOfTwoIsEqualToEither() throws Exception {
        table.figure("mean", json("41.9062"), published("41.90625"));
        table.figure("mean", json("41.9063"), published("41.90625"));
        assertThat(table.allEqual()).isTrue();

        table.figure("mean", json("41.9064"), published("41.90625"));
        assertThat(table.allEqual()).isFalse();
    }

    @Test
    void decimalsThatWereZeroAreMeantThoughNotPublished() throws Exception {
        table.figure("mean", json("45.25"), published("45.25004"));
        table.figure("revenue", json("2360.0"), published("2360"));
        assertThat(table.allEqual()).isTrue();

        table.figure("mean", json("45.25"), published("45.2501"));
        assertThat(table.allEqual()).isFalse();
    }

    @Test
    void wholeNumbersAreEqualOrDifferent() throws Exception {
        table.figure("won", json("531"), published("531.1"));

        assertThat(table.allEqual()).isFalse();
    }

    @Test
    void noFigureIsDifferentFromAnyFigure() throws Exception {
        table.figure("won", json("0"), Optional.empty());

        assertThat(table.allEqual()).isFalse();
        assertThat(lines()[0]).endsWith("DIFFERENT none, published 0");
    }

    @Test
    void figuresOfManyNamesAreFoundByTheirLabelsAndTheOthersAreShown() throws Exception {
        table.figures(
                "region ",
                json("{\"East\": {\"won\": 3, \"lost\": 1, \"rate\": 0.75}}"),
                Map.of("East", Map.of("rate", published("0.75001"))));
        table.figures(
                "region ", json("{\"East\": {\"won\": 3}}"), Map.of("East", Map.of("rate_low", published("0.4"))));

        assertThat(table.allEqual()).isTrue();
        assertThat(lines()[0]).startsWith("region East ").endsWith(" rate 0.7500");
        assertThat(lines()[1]).endsWith(" (rate_low 0.4)");
    }

    @Test
    void aFigureIsPublishedUnderItsNameAloneToo() throws Exception {
        table.figures("in ", json("{\"2017-03\": 531}"), Map.of("2017-03", Map.of("n", published("530"))));

        assertThat(table.allEqual()).isFalse();
        assertThat(lines()[0]).endsWith("DIFFERENT 530, published 531");
    }

    @Test
    void aNameThatIsMissingIsDifferent() throws Exception {
        table.figures(
                "in ", json("{\"2017-03\": 531, \"2017-04\": 0}"), Map.of("2017-03", Map.of("n", published("531"))));

        assertThat(table.allEqual()).isFalse();
        assertThat(lines()[1]).startsWith("in 2017-04 ").contains("DIFFERENT");
    }

    @Test
    void aNameThatWasNotPublishedIsDifferent() throws Exception {
        table.figures("in ", json("{}"), Map.of("2017-05", Map.of("n", published("1"))));

        assertThat(table.allEqual()).isFalse();
        assertThat(lines()[0]).startsWith("in 2017-05 ").contains("DIFFERENT");
    }

    @Test
    void whatDoesNotHoldIsDifferent() {
        table.holds("verify M1", true);
        assertThat(table.allEqual()).isTrue();

        table.holds("verify M2", false);
        assertThat(table.allEqual()).isFalse();
    }

    private String[] lines() {
        return written.toString(StandardCharsets.UTF_8).split("\\R");
    }

    private static Optional<BigDecimal> published(String figure) {
        return Optional.of(new BigDecimal(figure));
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return JSON.readTree(text);
    }
}
