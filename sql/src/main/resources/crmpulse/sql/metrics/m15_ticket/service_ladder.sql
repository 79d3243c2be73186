-- Of the tickets opened in the days from (included) to (excluded) in the zone: how many were answered within 1 h, had a solution within
-- 24 h and were closed within 72 h, each less pauses. A ticket counts for a step as soon as the step was taken, can be taken no more, or
-- its time is over: what is in time, or paused, is not yet decided. Merged tickets count for the steps that they took.
--   SELECT * FROM crm.service_ladder(from = '2026-03-01', to = '2026-04-01', zone = 'Asia/Shanghai') WHERE breakdown = 'kind' AND value = 'after-sales'
CREATE OR REPLACE VIEW crm.service_ladder AS
WITH
    -- include: wilson
SELECT
    taken.tenant AS tenant,
    breakdown,
    value,
    step,
    step_no,
    target_seconds,
    {zone:String} AS zone,
    countIf(is_decided) AS n,
    countIf(is_kept) AS n_kept,
    countIf(NOT is_decided AND status != 'merged') AS n_pending,
    if(n = 0, NULL, round(n_kept / n * 100, 4)) AS kept_rate,
    if(n = 0, NULL, round(wilson_low(n_kept, n) * 100, 4)) AS kept_low,
    if(n = 0, NULL, round(wilson_high(n_kept, n) * 100, 4)) AS kept_high,
    quantileExactOrNull(0.5)(step_seconds) AS p50_seconds,
    quantileExactOrNull(0.9)(step_seconds) AS p90_seconds,
    'day of the opening' AS dated_by
FROM
(
    SELECT
        tenant,
        kind,
        team,
        status,
        rung.1 AS step,
        rung.2 AS step_no,
        rung.3 AS target_seconds,
        rung.4 AS step_seconds,
        ifNull(step_seconds <= target_seconds, false) AS is_kept,
        step_seconds IS NOT NULL
            OR (step = 'response' AND status IN ('resolved', 'closed'))
            OR (step = 'solution' AND status = 'closed')
            OR ifNull(status != 'paused' AND unclosed_seconds - pause_seconds > target_seconds, false) AS is_decided
    FROM crm.ticket
    ARRAY JOIN
        [
            ('response', 1, 3600, response_seconds),
            ('solution', 2, 86400, solution_seconds),
            ('closure', 3, 259200, closure_seconds)
        ] AS rung
    WHERE toDate(started_at, {zone:String}) >= {from:Date} AND toDate(started_at, {zone:String}) < {to:Date}
) AS taken
ARRAY JOIN ['all', 'kind', 'team'] AS breakdown, ['', kind, team] AS value
GROUP BY tenant, breakdown, value, step, step_no, target_seconds
COMMENT 'Share of tickets answered within 1 h, with a solution within 24 h, closed within 72 h, less pauses, with its interval (M15). Parameters: from (first day), to (day after the last), zone (of the days). SELECT * FROM crm.service_ladder(from = ''2026-03-01'', to = ''2026-04-01'', zone = ''Asia/Shanghai'')'
