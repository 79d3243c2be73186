-- The decisions of the days from (included) to (excluded) in the zone, all of them and by rule, region and team of the owner.
--   SELECT * FROM crm.assignment_health(from = '2026-03-01', to = '2026-04-01', zone = 'Asia/Shanghai') WHERE breakdown = 'all'
CREATE OR REPLACE VIEW crm.assignment_health AS
WITH
    -- include: wilson
SELECT
    tenant,
    breakdown,
    value,
    {zone:String} AS zone,
    countIf(ground != 'manual') AS n,
    countIf(ground != 'manual' AND outcome = 'assigned') AS n_assigned,
    if(n = 0, NULL, round(n_assigned / n * 100, 4)) AS success_rate,
    if(n = 0, NULL, round(wilson_low(n_assigned, n) * 100, 4)) AS success_low,
    if(n = 0, NULL, round(wilson_high(n_assigned, n) * 100, 4)) AS success_high,
    99.2 AS success_target,
    countIf(to_manual_queue) AS n_to_manual_queue,
    countIf(outcome = 'assigned' AND ground = 'manual') AS n_by_hand,
    countIf(isNotNull(region_fits) OR isNotNull(line_fits)) AS n_fit_known,
    countIf(region_fits = 0 OR line_fits = 0) AS n_misassigned,
    countIf(region_fits = 0) AS n_wrong_region,
    countIf(line_fits = 0) AS n_wrong_line,
    if(n_fit_known = 0, NULL, round(n_misassigned / n_fit_known * 100, 4)) AS misassigned_rate,
    if(n_fit_known = 0, NULL, round(wilson_low(n_misassigned, n_fit_known) * 100, 4)) AS misassigned_low,
    if(n_fit_known = 0, NULL, round(wilson_high(n_misassigned, n_fit_known) * 100, 4)) AS misassigned_high,
    countIf(isNotNull(preference)) AS n_preferred,
    countIf(preference = 'honoured') AS n_honoured,
    if(n_preferred = 0, NULL, round(n_honoured / n_preferred * 100, 4)) AS honoured_rate,
    if(n_preferred = 0, NULL, round(wilson_low(n_honoured, n_preferred) * 100, 4)) AS honoured_low,
    if(n_preferred = 0, NULL, round(wilson_high(n_honoured, n_preferred) * 100, 4)) AS honoured_high,
    countIf(owner_status IN ('leaving', 'left')) AS n_to_leavers,
    'day of the decision' AS dated_by
FROM crm.assignment_audit
ARRAY JOIN
    arrayMap(f -> f.1, [('all', ''), ('rule', rule), ('region', lead_region), ('team', team)]) AS breakdown,
    arrayMap(f -> f.2, [('all', ''), ('rule', rule), ('region', lead_region), ('team', team)]) AS value
WHERE toDate(started_at, {zone:String}) >= {from:Date} AND toDate(started_at, {zone:String}) < {to:Date}
GROUP BY tenant, breakdown, value
COMMENT 'Success of the rules of assignment, what was assigned amiss, preferences honoured (M23). Parameters: from (first day), to (day after the last), zone (of the days). SELECT * FROM crm.assignment_health(from = ''2026-03-01'', to = ''2026-04-01'', zone = ''Asia/Shanghai'')'
