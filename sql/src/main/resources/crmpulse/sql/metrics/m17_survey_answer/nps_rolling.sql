-- Each day from (included) to (excluded) in the zone; all answers (breakdown all) and by feature. Below the tenant's minimum n all
-- but n is NULL.
--   SELECT * FROM crm.nps_rolling(from = '2026-01-01', to = '2026-04-01', zone = 'Asia/Shanghai') WHERE breakdown = 'all'
CREATE OR REPLACE VIEW crm.nps_rolling AS
WITH
    -- include: adjusted_wald
SELECT
    tenant,
    day,
    window_days,
    breakdown,
    value,
    {zone:String} AS zone,
    counted.n AS n,
    greatest(1, smallest_n) AS minimum_n,
    n >= minimum_n AS is_shown,
    if(is_shown, toNullable(counted.promoters), NULL) AS promoters,
    if(is_shown, toNullable(counted.passives), NULL) AS passives,
    if(is_shown, toNullable(counted.detractors), NULL) AS detractors,
    if(is_shown, round((counted.promoters - counted.detractors) / n * 100, 4), NULL) AS nps,
    if(is_shown, round(wald_low(counted.promoters, counted.detractors, n, nps), 4), NULL) AS nps_low,
    if(is_shown, round(wald_high(counted.promoters, counted.detractors, n, nps), 4), NULL) AS nps_high,
    'day of the answer' AS dated_by
FROM
(
    SELECT * FROM crm.survey_rolling(from = {from:Date}, to = {to:Date}, zone = {zone:String}) WHERE kind = 'nps'
) AS counted
-- include: smallest_n
COMMENT 'Net promoter score at the end of each day in windows of 7, 30 and 90 days (M17). Parameters: from (first day), to (day after the last), zone (of the days). SELECT * FROM crm.nps_rolling(from = ''2026-01-01'', to = ''2026-04-01'', zone = ''Asia/Shanghai'')'
