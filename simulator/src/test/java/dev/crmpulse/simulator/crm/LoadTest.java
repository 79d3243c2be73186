package dev.crmpulse.simulator.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadTest {
    /** A Sunday evening in Europe. */
    private static final Instant START = Instant.parse("2026-11-22T18:00:00Z");

    @Test
    void fromAMomentOnMoreLeadsComeIn() {
        Instant change = START.plus(Duration.ofHours(10));
        Load load = new Load(0.05, List.of()).thenLeads(change, 1);

        assertThat(leadsBetween(START, change, load)).isCloseTo(1800, within(130L));
        assertThat(leadsBetween(change, change.plus(Duration.ofMinutes(30)), load))
                .isCloseTo(1800, within(130L));
    }

    @Test
    void whoIsOpenRoundTheClockIsTurnedToAtNightAsByDay() {
        Load load = new Load(0.1, List.of());
        Instant night = Instant.parse("2026-11-23T01:00:00Z");
        Instant day = Instant.parse("2026-11-23T12:00:00Z");

        assertThat(leadsBetween(night, night.plus(Duration.ofHours(1)), load)).isCloseTo(360, within(60L));
        assertThat(leadsBetween(day, day.plus(Duration.ofHours(1)), load)).isCloseTo(360, within(60L));
    }

    @Test
    void aLoadIsMoreThanNothingAndItsStepsFollowOneAnother() {
        assertThatThrownBy(() -> Load.ofEvents(0)).hasMessageContaining("more than 0");
        assertThatThrownBy(() -> Load.ofEvents(Double.NaN)).hasMessageContaining("more than 0");
        assertThatThrownBy(() -> Load.ofEvents(1).thenLeads(START, 1).thenLeads(START, 2))
                .hasMessageContaining("follow one another");
    }

    @Test
    void aTenantIsNamedOnceAndThereIsOneAtLeast() {
        SimulationSettings settings = SimulationSettings.of(1, START, Load.ofEvents(1));

        assertThatThrownBy(() -> settings.withTenants(List.of())).hasMessageContaining("at least one tenant");
        assertThatThrownBy(() ->
                        SimulatedCrm.of(settings.withTenants(List.of(TenantProfile.asia(), TenantProfile.asia()))))
                .hasMessageContaining("asia is given twice");
    }

    @Test
    void aTenantSaysByWhichCalendarAndMoneyItIsEvaluated() {
        assertThat(TenantProfile.europe().policies())
                .extracting(policy -> policy.tenant() + " " + policy.id())
                .containsExactly("europe de-office", "europe profile");
        assertThat(TenantProfile.asia().openRoundTheClock().policies())
                .extracting(policy -> policy.tenant() + " " + policy.id())
                .containsExactly("asia round-the-clock", "asia profile");
    }

    private static long leadsBetween(Instant from, Instant to, Load load) {
        SimulationSettings settings = SimulationSettings.of(5, START, load)
                .withTenants(List.of(TenantProfile.europe().openRoundTheClock()))
                .withDefects(DefectRates.none());
        return Observed.until(to.plusSeconds(5), settings).stream()
                .filter(observed -> observed.isOf("lead.created"))
                .filter(observed -> !observed.sent().time().isBefore(from)
                        && observed.sent().time().isBefore(to))
                .count();
    }
}
