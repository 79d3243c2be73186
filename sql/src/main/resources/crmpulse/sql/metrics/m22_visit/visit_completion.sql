-- Visits planned for, and visits that took place in, the days from (included) to (excluded) in the zone; all and by team of the owner.
--   SELECT * FROM crm.visit_completion(from = '2026-03-01', to = '2026-04-01', zone = 'Asia/Shanghai') WHERE breakdown = 'all'
CREATE OR REPLACE VIEW crm.visit_completion AS
WITH
    -- include: wilson
SELECT
    tenant,
    breakdown,
    value,
    {zone:String} AS zone,
    countIf(is_planned_within) AS n_planned,
    countIf(is_planned_within AND ended_at IS NOT NULL) AS n_completed,
    countIf(is_planned_within AND is_missed) AS n_missed,
    if(n_planned = 0, NULL, round(n_completed / n_planned * 100, 4)) AS completion_rate,
    if(n_planned = 0, NULL, round(wilson_low(n_completed, n_planned) * 100, 4)) AS completion_low,
    if(n_planned = 0, NULL, round(wilson_high(n_completed, n_planned) * 100, 4)) AS completion_high,
    countIf(is_held_within) AS n_held,
    countIf(is_held_within AND effective = 'yes') AS n_effective,
    if(n_held = 0, NULL, round(n_effective / n_held * 100, 4)) AS effective_rate,
    if(n_held = 0, NULL, round(wilson_low(n_effective, n_held) * 100, 4)) AS effective_low,
    if(n_held = 0, NULL, round(wilson_high(n_effective, n_held) * 100, 4)) AS effective_high,
    'day of the planned date, or of the visit' AS dated_by
FROM
(
    SELECT
        *,
        is_planned = 1 AND ifNull(toDate(planned_at, {zone:String}) >= {from:Date} AND toDate(planned_at, {zone:String}) < {to:Date}, false) AS is_planned_within,
        ifNull(toDate(ended_at, {zone:String}) >= {from:Date} AND toDate(ended_at, {zone:String}) < {to:Date}, false) AS is_held_within
    FROM crm.visit
)
ARRAY JOIN ['all', 'team'] AS breakdown, ['', team] AS value
WHERE is_planned_within OR is_held_within
GROUP BY tenant, breakdown, value
COMMENT 'Planned visits that took place, and visits that were effective (M22). Parameters: from (first day), to (day after the last), zone (of the days). SELECT * FROM crm.visit_completion(from = ''2026-03-01'', to = ''2026-04-01'', zone = ''Asia/Shanghai'')'
