-- Sums, means and percentiles of each period. Percentiles are nearest-rank over the merged sketch.
SELECT
    tenant,
    family,
    dated_by,
    period_start,
    dimension,
    value,
    label,
    n,
    ended_n,
    toFloat64(sum_seconds) / nullIf(ended_n, 0) AS mean_seconds,
    if(ended_n = 0, NULL, if(ceil(0.5 * ended_n) <= zero_n, 0, pow(1.0100502512562815, bins[arrayFirstIndex(c -> c + zero_n >= ceil(0.5 * ended_n), ranks)]) * 0.000995)) AS p50_seconds,
    if(ended_n = 0, NULL, if(ceil(0.9 * ended_n) <= zero_n, 0, pow(1.0100502512562815, bins[arrayFirstIndex(c -> c + zero_n >= ceil(0.9 * ended_n), ranks)]) * 0.000995)) AS p90_seconds,
    if(ended_n = 0, NULL, if(ceil(0.95 * ended_n) <= zero_n, 0, pow(1.0100502512562815, bins[arrayFirstIndex(c -> c + zero_n >= ceil(0.95 * ended_n), ranks)]) * 0.000995)) AS p95_seconds,
    sum_seconds,
    business_n,
    toFloat64(business_sum_seconds) / nullIf(business_n, 0) AS business_mean_seconds,
    counts,
    toString(multiIf(
        {period:String} = 'day', addDays(toDate(period_start), 1),
        {period:String} = 'week', addWeeks(toDate(period_start), 1),
        {period:String} = 'month', addMonths(toDate(period_start), 1),
        {period:String} = 'quarter', addQuarters(toDate(period_start), 1),
        addYears(toDate(period_start), 1))) <= toString((SELECT min(horizon) FROM crm.progress), ends_in) AS is_final
FROM
(
    SELECT
        tenant,
        family,
        dated_by,
        period_start,
        -- The zone that the tenant has at the end of the period.
        argMax(s.own_zone, s.moment) AS ends_in,
        dimension,
        value,
        if(family = 'stage_visit', lowerUTF8(s.label), s.label) AS spelled,
        min(s.label) AS label,
        sum(s.n) AS n,
        sum(s.ended_n) AS ended_n,
        sum(s.sum_seconds) AS sum_seconds,
        sum(s.business_n) AS business_n,
        sum(s.business_sum_seconds) AS business_sum_seconds,
        sum(s.zero_n) AS zero_n,
        mapSort(sumMap(s.sketch)) AS bins_and_counts,
        mapKeys(bins_and_counts) AS bins,
        arrayCumSum(mapValues(bins_and_counts)) AS ranks,
        sumMap(s.counts) AS counts
    FROM summed AS s
    GROUP BY tenant, family, dated_by, period_start, dimension, value, spelled
)
