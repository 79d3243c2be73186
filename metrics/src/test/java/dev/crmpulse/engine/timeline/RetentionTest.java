package dev.crmpulse.engine.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RetentionTest {
    private static final long NOW = Instant.parse("2026-03-02T09:00:00Z").toEpochMilli();

    private final Retention tenMillis = Retention.of(Duration.ofMillis(10), Duration.ofMillis(100));

    @Test
    void anEventOlderThanTheHorizonByMoreThanTheRetentionIsLate() {
        assertThat(tenMillis.isLate(NOW - 11, NOW)).isTrue();
        assertThat(tenMillis.isLate(NOW - 10, NOW)).isFalse();
        assertThat(tenMillis.isLate(NOW + 10, NOW)).isFalse();
    }

    @Test
    void nothingIsLateBeforeTheHorizonIsKnownNorInAReplay() {
        assertThat(tenMillis.isLate(Long.MIN_VALUE + 1, Long.MIN_VALUE)).isFalse();
        assertThat(Retention.REPLAY.isLate(Long.MIN_VALUE, NOW)).isFalse();
    }

    @Test
    void aKeyIsLetGoWhenEvenItsLastEventWouldBeLate() {
        long expiresAt = tenMillis.expiresAt(NOW);

        assertThat(expiresAt).isEqualTo(NOW + 11);
        assertThat(tenMillis.isLate(NOW, expiresAt)).isTrue();
        assertThat(tenMillis.isLate(NOW, expiresAt - 1)).isFalse();
    }

    @Test
    void aReplayLetsNothingGo() {
        assertThat(Retention.REPLAY.expiresAt(NOW)).isEqualTo(Fold.NEVER);
        assertThat(Retention.REPLAY.forgetAt(NOW)).isEqualTo(Fold.NEVER);
    }

    @Test
    void aRetiredKeyIsForgottenAfterItsTime() {
        assertThat(tenMillis.forgetAt(NOW)).isEqualTo(NOW + 101);
    }

    @Test
    void liveKeeps400DaysAndKnowsForFiveYearsMore() {
        assertThat(Retention.LIVE.lateAfterMillis())
                .isEqualTo(Duration.ofDays(400).toMillis());
        assertThat(Retention.LIVE.retiredForMillis())
                .isEqualTo(Duration.ofDays(400 + 5 * 365).toMillis());
    }
}
