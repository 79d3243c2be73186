package dev.crmpulse.simulator.crm;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;

/** Twice a year a third party asks those who bought lately whether they would recommend us. */
final class SurveyWaves {
    private static final int MONTHS_BETWEEN = 6;
    private static final int MONTHS_OF_HALF_A_YEAR = 6;
    private static final int FIRST_AFTER_DAYS = 2;
    private static final long LENGTH_MILLIS = Duration.ofDays(4).toMillis();

    private final Tenant tenant;
    private final SeededRandom random;

    SurveyWaves(Tenant tenant, SeededRandom random) {
        this.tenant = tenant;
        this.random = random;
    }

    /** Plans the first wave soon after the start, so that every simulation has one; each plans the next. */
    void plan(long startMillis) {
        plan(tenant.hours().local(startMillis).toLocalDate().plusDays(FIRST_AFTER_DAYS));
    }

    private void plan(LocalDate day) {
        ZoneId zone = tenant.profile().calendar().zone();
        String wave = day.getYear() + (day.getMonthValue() <= MONTHS_OF_HALF_A_YEAR ? "-H1" : "-H2");
        long beginMillis = day.atStartOfDay(zone).toInstant().toEpochMilli();
        tenant.schedule().at(tenant.hours().opening(beginMillis), now -> {
            begin(wave, now);
            plan(day.plusMonths(MONTHS_BETWEEN));
        });
    }

    private void begin(String wave, long now) {
        int number = 0;
        for (Customer customer : tenant.customers().all()) {
            number++;
            Survey survey = new Survey("W-" + wave + "-" + number, "nps", wave, "third-party", customer, "");
            SeededRandom ofSurvey = random.split();
            long sent = tenant.hours().attended(now + ofSurvey.millis(0, LENGTH_MILLIS), ofSurvey);
            tenant.schedule().at(sent, at -> tenant.surveys().ask(survey, at, ofSurvey, ofSurvey));
        }
    }
}
