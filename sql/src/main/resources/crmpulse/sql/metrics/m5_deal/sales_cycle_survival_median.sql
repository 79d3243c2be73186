-- How long deals take when the open ones count: see crm.stage_survival_median.
--   SELECT * FROM crm.sales_cycle_survival_median(from = '2026-01-01', to = '2026-04-01', zone = 'UTC', ending = 'won', breakdown = 'team') ORDER BY p50_hours
CREATE OR REPLACE VIEW crm.sales_cycle_survival_median AS
SELECT
    tenant,
    ending,
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
    'begin of the deal' AS dated_by
FROM crm.sales_cycle_survival(from = {from:Date}, to = {to:Date}, zone = {zone:String}, ending = {ending:String}, breakdown = {breakdown:String}) AS curve
GROUP BY tenant, ending, breakdown, value, zone
COMMENT 'Median and 90th percentile of the sales cycle with open deals included, with the interval of the median, beside the median of those that ended (M5). Parameters: from (first day of the begins), to (day after the last), zone (of the days), ending (won, or closed: won or lost), breakdown (all, team, region, owner or channel). SELECT * FROM crm.sales_cycle_survival_median(from = ''2026-01-01'', to = ''2026-04-01'', zone = ''UTC'', ending = ''won'', breakdown = ''all'')'
