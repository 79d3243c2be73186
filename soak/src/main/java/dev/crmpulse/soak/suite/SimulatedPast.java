package dev.crmpulse.soak.suite;

import dev.crmpulse.simulator.crm.DefectRates;
import dev.crmpulse.simulator.crm.Load;
import dev.crmpulse.simulator.crm.SimulatedCrm;
import dev.crmpulse.simulator.crm.SimulatedEvent;
import dev.crmpulse.simulator.crm.SimulationSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A simulated CRM whose days ended long ago: no SLA comes due while a suite runs. */
final class SimulatedPast {
    private static final Duration AGO = Duration.ofDays(40);
    private static final Duration LASTING = Duration.ofDays(10);
    private static final long SEED = 11;

    private SimulatedPast() {}

    /** Ten days of a small, tidy CRM: some thousand events. */
    static List<SimulatedEvent> tenDays() {
        Instant start = Instant.now().minus(AGO);
        Instant end = start.plus(LASTING);
        SimulatedCrm crm = SimulatedCrm.of(
                SimulationSettings.of(SEED, start, new Load(0.001, List.of())).withDefects(DefectRates.none()));
        List<SimulatedEvent> past = new ArrayList<>();
        for (SimulatedEvent next = crm.next(); next.publishAt().isBefore(end); next = crm.next()) {
            past.add(next);
        }
        return past;
    }

    /** A CRM as untidy as most are, so large that some hundred thousand events do not get it beyond ten days. */
    static SimulatedCrm large(long seed) {
        return SimulatedCrm.of(SimulationSettings.of(seed, Instant.now().minus(AGO), new Load(0.05, List.of())));
    }
}
