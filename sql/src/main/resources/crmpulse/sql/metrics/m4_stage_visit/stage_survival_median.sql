-- How long a stage takes when those count that are still in it: the first hour after which half of the visits, or nine in ten, have ended by
-- the curve of crm.stage_survival; NULL where it does not fall so far. p50_ended_hours leaves the open visits out, as most reports do.
--   SELECT * FROM crm.stage_survival_median(from = '2026-01-01', to = '2026-04-01', zone = 'UTC', breakdown = 'all') ORDER BY p50_hours DESC
CREATE OR REPLACE VIEW crm.stage_survival_median AS
SELECT
    tenant,
    stage_key,
    breakdown,
    value,
    zone,
    sum(curve.n_ended + curve.n_open) AS n,
    sum(curve.n_ended) AS n_ended,
    sum(curve.n_open) AS n_open,
    minOrNullIf(hours, survival <= 0.5) AS p50_hours,
    minOrNullIf(hours, survival_low <= 0.5) AS p50_low_hours,
    minOrNullIf(hours, survival_high <= 0.5) AS p50_high_hours,
    minOrNullIf(hours, survival <= 0.1) AS p90_hours,
    if(n_ended = 0, NULL, quantileExactWeighted(0.5)(hours, curve.n_ended)) AS p50_ended_hours,
    'begin of the visit' AS dated_by
FROM crm.stage_survival(from = {from:Date}, to = {to:Date}, zone = {zone:String}, breakdown = {breakdown:String}) AS curve
GROUP BY tenant, stage_key, breakdown, value, zone
COMMENT 'Median and 90th percentile of the time in a stage with open visits included, with the interval of the median, beside the median of the ended ones (M4). Parameters: from (first day of the begins), to (day after the last), zone (of the days), breakdown (all, team, region, owner or channel). SELECT * FROM crm.stage_survival_median(from = ''2026-01-01'', to = ''2026-04-01'', zone = ''UTC'', breakdown = ''all'')'
