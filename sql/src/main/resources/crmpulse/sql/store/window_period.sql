-- Any roll-up by day, week, month, quarter or year of any zone, by owner, team, region or all:
--   SELECT * FROM crm.window_period(period = 'month', zone = 'Europe/Amsterdam') WHERE family = 'first_response'
-- Percentiles are nearest-rank over the merged sketch: at most 0.5 % off the exact ones. The base is the hour of UTC, so
-- in zones that are not whole hours away from UTC a day begins up to 45 minutes late; day windows are exact there.
-- Stages in other capitals are one label, spelled in one of their ways: each deal spells a stage that no funnel names.
CREATE OR REPLACE VIEW crm.window_period AS
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
    is_final
FROM
(
    SELECT
        tenant,
        family,
        dated_by,
        dateTrunc({period:String}, toTimeZone(started_at, {zone:String})) AS period_start,
        by.1 AS dimension,
        by.2 AS value,
        min(w.label) AS label,
        sum(w.n) AS n,
        sum(w.ended_n) AS ended_n,
        sum(w.sum_seconds) AS sum_seconds,
        sum(w.business_n) AS business_n,
        sum(w.business_sum_seconds) AS business_sum_seconds,
        sum(w.zero_n) AS zero_n,
        mapSort(sumMap(w.sketch)) AS bins_and_counts,
        mapKeys(bins_and_counts) AS bins,
        arrayCumSum(mapValues(bins_and_counts)) AS ranks,
        sumMap(w.counts) AS counts,
        min(w.is_final) AS is_final
    FROM crm.fact_window AS w
    ARRAY JOIN [('all', ''), ('owner', owner), ('team', team), ('region', region)] AS by
    WHERE grain = 'hour'
    GROUP BY tenant, family, dated_by, period_start, dimension, value, if(family = 'stage_visit', lowerUTF8(w.label), w.label)
)
COMMENT 'Windows added up by any period and zone, by owner, team, region and all, with mean and percentiles. Parameters: period (day, week, month, quarter or year) and its zone. SELECT * FROM crm.window_period(period = ''month'', zone = ''Asia/Shanghai'')';
