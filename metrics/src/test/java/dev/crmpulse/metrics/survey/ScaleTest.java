package dev.crmpulse.metrics.survey;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScaleTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "0.00, 0", "-0, 0", "0E+999999999, 0", "1E+1, 10", "10.0, 10", "7, 7"})
    void aWholeNumberIsAScoreHoweverItIsWritten(BigDecimal given, int score) {
        assertThat(Scale.NPS.score(given)).hasValue(score);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "-0.1", "10.5", "11", "9.50", "1E-999999999", "1E+999999999"})
    void anyOtherNumberIsNone(BigDecimal given) {
        assertThat(Scale.NPS.score(given)).isEmpty();
    }

    @Test
    void whatIsNotGivenIsNone() {
        assertThat(Scale.NPS.score(null)).isEmpty();
    }

    @Test
    void satisfactionGoesFromOneToFive() {
        assertThat(Scale.CSAT.score(BigDecimal.ZERO)).isEmpty();
        assertThat(Scale.CSAT.score(BigDecimal.ONE)).hasValue(1);
        assertThat(Scale.CSAT.score(BigDecimal.valueOf(5))).hasValue(5);
        assertThat(Scale.CSAT.score(BigDecimal.valueOf(6))).isEmpty();
    }

    @Test
    void aKindHasItsScaleByItsExactName() {
        assertThat(Scale.of("nps")).contains(Scale.NPS);
        assertThat(Scale.of("csat")).contains(Scale.CSAT);
        assertThat(Scale.of("NPS")).isEmpty();
        assertThat(Scale.of("")).isEmpty();
    }
}
