package dev.crmpulse.simulator.crm;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;

/** Twice a year a third party asks those who bought lately whether they would recommend us. */
final class SurveyWaves {
    private static final int FIRST_MONTH = 4;
    private static final int SECOND_MONTH = 10;
    private static final int DAY_OF_MONTH = 20;
    private static final long LENGTH_MILLIS = Duration.ofDays(4).toMillis();

    private final Tenant tenant;
    private final SeededRandom random;

    SurveyWaves(Tenant tenant, SeededRandom random) {
        this.tenant = tenant;
        this.random = random;
    }

    /** Plans the first wave that begins after a moment; it plans the next. */
    void plan(long fromMillis) {
        ZoneId zone = tenant.profile().calendar().zone();
        LocalDate day = tenant.hours().local(fromMillis).toLocalDate();
        LocalDate begin = day.withDayOfMonth(DAY_OF_MONTH);
        while (!begin.isAfter(day) || !isWaveMonth(begin)) {
            begin = begin.plusMonths(1);
        }
        String wave = begin.getYear() + (begin.getMonthValue() == FIRST_MONTH ? "-H1" : "-H2");
        long beginMillis = begin.atStartOfDay(zone).toInstant().toEpochMilli();
        tenant.schedule().at(tenant.hours().opening(beginMillis), now -> begin(wave, now));
    }

    private static boolean isWaveMonth(LocalDate day) {
        return day.getMonthValue() == FIRST_MONTH || day.getMonthValue() == SECOND_MONTH;
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
        plan(now);
    }
}
