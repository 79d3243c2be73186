-- Improvements opened in the days from (included) to (excluded) in the zone, all and by type and team: done in time / due, confirmed by
-- the customer / done.
--   SELECT * FROM crm.improvement_summary(from = '2026-03-01', to = '2026-04-01', zone = 'Asia/Shanghai') WHERE breakdown = 'all'
CREATE OR REPLACE VIEW crm.improvement_summary AS
WITH
    -- include: wilson
SELECT
    tenant,
    breakdown,
    value,
    {zone:String} AS zone,
    count() AS n,
    countIf(is_on_time IS NOT NULL) AS n_due,
    countIf(is_on_time = 1) AS n_on_time,
    if(n_due = 0, NULL, round(n_on_time / n_due * 100, 4)) AS on_time_rate,
    if(n_due = 0, NULL, round(wilson_low(n_on_time, n_due) * 100, 4)) AS on_time_low,
    if(n_due = 0, NULL, round(wilson_high(n_on_time, n_due) * 100, 4)) AS on_time_high,
    countIf(ended_at IS NOT NULL) AS n_done,
    countIf(confirmed_at IS NOT NULL) AS n_confirmed,
    if(n_done = 0, NULL, round(n_confirmed / n_done * 100, 4)) AS confirmed_rate,
    if(n_done = 0, NULL, round(wilson_low(n_confirmed, n_done) * 100, 4)) AS confirmed_low,
    if(n_done = 0, NULL, round(wilson_high(n_confirmed, n_done) * 100, 4)) AS confirmed_high,
    quantileExactOrNull(0.5)(calendar_seconds) AS p50_seconds,
    'day of the opening' AS dated_by
FROM crm.improvement_due
ARRAY JOIN ['all', 'kind', 'team'] AS breakdown, ['', kind, team] AS value
WHERE toDate(started_at, {zone:String}) >= {from:Date} AND toDate(started_at, {zone:String}) < {to:Date}
GROUP BY tenant, breakdown, value
COMMENT 'Improvements done in time and confirmed by the customer, with intervals (M16). Parameters: from (first day), to (day after the last), zone (of the days). SELECT * FROM crm.improvement_summary(from = ''2026-03-01'', to = ''2026-04-01'', zone = ''Asia/Shanghai'')'
