package dev.crmpulse.metrics.sla;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmpulse.engine.fact.FactSubject;
import dev.crmpulse.engine.policy.Entity;
import dev.crmpulse.metrics.sla.Alert.Status;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each change of a clock gives reason to say. */
class AlertTest {
    private static final long STARTED = 1_000;
    private static final long DUE = 2_000;
    private static final long ENDED = 3_000;
    private static final String ENDED_STATE = " ended";

    /** A clock as text: its state, with {@code ended} behind it where it ended; empty for none. */
    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @CsvSource({
        // nothing was broken
        "              , OPEN           , ",
        "OPEN          , OPEN           , ",
        "OPEN          , KEPT ended     , ",
        "              , CANCELLED ended, ",
        "KEPT ended    ,                , ",
        // it broke, and may have ended by now
        "OPEN          , OVERDUE        , RAISED",
        "              , OVERDUE        , RAISED",
        "KEPT ended    , OVERDUE        , RAISED",
        "OPEN          , OVERDUE ended  , RAISED CLEARED",
        "              , OVERDUE ended  , RAISED CLEARED",
        "KEPT ended    , OVERDUE ended  , RAISED CLEARED",
        // it stays broken: another owner, an end that moves or is taken back
        "OVERDUE       , OVERDUE        , ",
        "OVERDUE       , OVERDUE ended  , CLEARED",
        "OVERDUE ended , OVERDUE ended  , ",
        "OVERDUE ended , OVERDUE        , ",
        // it never was
        "OVERDUE       , OPEN           , WITHDRAWN",
        "OVERDUE       , KEPT ended     , WITHDRAWN",
        "OVERDUE ended , KEPT ended     , WITHDRAWN",
        "OVERDUE       , CANCELLED ended, WITHDRAWN",
        "OVERDUE ended ,                , WITHDRAWN"
    })
    void aChangeOfAClock(String before, String after, String expected) {
        assertThat(alerts(clock(before, "rep-1"), clock(after, "rep-2")))
                .extracting(Alert::status)
                .containsExactlyElementsOf(statuses(expected));
    }

    @Test
    void anAlertIsAboutTheClockAsItIsAndAWithdrawnOneAsItWas() {
        SlaClock open = clock("OPEN", "rep-1");
        SlaClock broken = clock("OVERDUE ended", "rep-2");

        assertThat(alerts(open, broken)).extracting(Alert::clock).containsExactly(broken, broken);
        assertThat(alerts(broken, open)).extracting(Alert::clock).containsExactly(broken);
    }

    @Test
    void aClearedAlertIsNewsOfTheEndAndTheOthersOfWhatWasDue() {
        assertThat(alerts(null, clock("OVERDUE ended", "")))
                .extracting(Alert::newsOfMillis)
                .containsExactly(DUE, ENDED);
        assertThat(alerts(clock("OVERDUE ended", ""), null))
                .extracting(Alert::newsOfMillis)
                .containsExactly(DUE);
    }

    private static List<Alert> alerts(SlaClock before, SlaClock after) {
        List<Alert> alerts = new ArrayList<>();
        Alert.of(before, after, alerts::add);
        return alerts;
    }

    private static List<Status> statuses(String names) {
        return names == null
                ? List.of()
                : Arrays.stream(names.split(" ")).map(Status::valueOf).toList();
    }

    private static SlaClock clock(String state, String owner) {
        if (state == null) {
            return null;
        }
        return new SlaClock(
                "lead/L1/first-response/1/1",
                new FactSubject("t", "L1", "", ""),
                Entity.LEAD,
                "L1",
                new SlaClock.Level("first-response", 1, 1, 1, 1),
                new SlaClock.Timing(STARTED, null, DUE, state.endsWith(ENDED_STATE) ? (Long) ENDED : null, 0, 0),
                SlaState.valueOf(state.replace(ENDED_STATE, "")),
                "",
                "rep-1",
                owner);
    }
}
