-- Each day from (included) to (excluded) in the zone; all answers (breakdown all) and by feature. Below the tenant's minimum n all
-- but n is NULL.
--   SELECT * FROM crm.csat_rolling(from = '2026-01-01', to = '2026-04-01', zone = 'Asia/Shanghai') WHERE breakdown = 'all'
CREATE OR REPLACE VIEW crm.csat_rolling AS
WITH
    -- include: wilson
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
    if(is_shown, toNullable(counted.satisfied_answers), NULL) AS satisfied,
    if(is_shown, toNullable(counted.top_answers), NULL) AS top,
    if(is_shown, round(counted.satisfied_answers / n * 100, 4), NULL) AS csat,
    if(is_shown, round(wilson_low(counted.satisfied_answers, n) * 100, 4), NULL) AS csat_low,
    if(is_shown, round(wilson_high(counted.satisfied_answers, n) * 100, 4), NULL) AS csat_high,
    if(is_shown, round(counted.top_answers / n * 100, 4), NULL) AS top_share,
    'day of the answer' AS dated_by
FROM
(
    SELECT * FROM crm.survey_rolling(from = {from:Date}, to = {to:Date}, zone = {zone:String}) WHERE kind = 'csat'
) AS counted
-- include: smallest_n
COMMENT 'Share of satisfied answers at the end of each day in windows of 7, 30 and 90 days (M18). Parameters: from (first day), to (day after the last), zone (of the days). SELECT * FROM crm.csat_rolling(from = ''2026-01-01'', to = ''2026-04-01'', zone = ''Asia/Shanghai'')'
