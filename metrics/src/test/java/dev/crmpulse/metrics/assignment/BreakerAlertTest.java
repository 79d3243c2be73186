package dev.crmpulse.metrics.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.engine.event.EntityKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each change of a period of a breaker gives reason to say. */
class BreakerAlertTest {
    /** A period as text: its state, when it began, and when it ended if it did; empty for none. */
    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @CsvSource({
        "           , CLOSED 1  , ''",
        "           , AT_RISK 1 , ''",
        "           , OPEN 1    , RAISED",
        "AT_RISK 1  , OPEN 1    , RAISED",
        "           , OPEN 1 5  , RAISED CLEARED",
        "OPEN 1     , OPEN 1 5  , CLEARED",
        "OPEN 1 5   , OPEN 1 5  , ''",
        "OPEN 1 5   , OPEN 1    , ''",
        // it opened at another time than was believed
        "OPEN 1     , OPEN 2    , WITHDRAWN RAISED",
        "OPEN 1 5   , OPEN 2 6  , WITHDRAWN RAISED CLEARED",
        // it never did
        "OPEN 1     , CLOSED 1  , WITHDRAWN",
        "OPEN 1 5   ,           , WITHDRAWN"
    })
    void aChangeOfAPeriod(String before, String after, String statuses) {
        List<BreakerAlert> alerts = new ArrayList<>();
        BreakerAlert.of(period(before), period(after), alerts::add);

        assertThat(String.join(
                        " ", alerts.stream().map(alert -> alert.status().name()).toList()))
                .isEqualTo(statuses);
    }

    @Test
    void itIsNewsWhenItOpensAndWhenTheRuleIsTriedAgain() {
        List<BreakerAlert> alerts = new ArrayList<>();
        BreakerAlert.of(null, period("OPEN 1 5"), alerts::add);
        BreakerAlert.of(period("OPEN 1 5"), null, alerts::add);

        assertThat(alerts).extracting(BreakerAlert::newsOfMillis).containsExactly(1L, 5L, 1L);
    }

    private static Breaker period(String text) {
        if (text == null) {
            return null;
        }
        String[] parts = text.split(" ", -1);
        return new Breaker(
                new EntityKey("t", EntityKey.QUEUE, "routing/East"),
                1,
                BreakerState.valueOf(parts[0]),
                "L1",
                1,
                Long.parseLong(parts[1]),
                null,
                parts.length > 2 ? (Long) Long.parseLong(parts[2]) : null,
                1,
                3);
    }
}
