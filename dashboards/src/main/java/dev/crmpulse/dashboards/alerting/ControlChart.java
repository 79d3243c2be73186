package dev.crmpulse.dashboards.alerting;

/**
 * How far the newest complete day of each tenant lies off the mean of the days before, in sigmas. Sigma is the spread of those
 * days, or what chance alone makes of as few facts as the newest day has, whichever is larger: so a day with little in it is not
 * taken for a bad one. Without eight days before, or with fewer than ten facts, nothing is said (0).
 */
final class ControlChart {
    private static final String CHART = """
            SELECT tenant, if(days < 8 OR facts < 10 OR sigma = 0, 0., (figure - mean) / sigma) AS value
            FROM
            (
                SELECT
                    tenant,
                    countIf(day < newest) AS days,
                    sumIf(n, day = newest) AS facts,
                    sumIf(total, day = newest) / facts AS figure,
                    avgIf(total / n, day < newest) AS mean,
                    sum(squares) / sum(n) - pow(sum(total) / sum(n), 2) AS variance,
                    greatest(ifNotFinite(stddevSampIf(total / n, day < newest), 0.), sqrt(greatest(variance, 0.) / facts)) AS sigma
                FROM
                (
                    SELECT *, max(day) OVER (PARTITION BY tenant) AS newest
                    FROM
                    (
            %s
                    )
                    WHERE n > 0
                )
                GROUP BY tenant
            )
            """;

    private ControlChart() {}

    /**
     * The query of the chart.
     *
     * @param daily query of tenant, day, n (facts), total (of their values) and squares (total of their squares)
     */
    static String of(String daily) {
        return CHART.formatted(daily.strip().indent(12).stripTrailing());
    }
}
