-- The days from (included) to (excluded) in the zone; all answers (breakdown all) and by feature. Below the tenant's minimum n all
-- but n is NULL.
--   SELECT * FROM crm.nps(from = '2026-01-01', to = '2026-04-01', zone = 'Asia/Shanghai') WHERE breakdown = 'all'
CREATE OR REPLACE VIEW crm.nps AS
WITH
    -- include: adjusted_wald
SELECT
    tenant,
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
    n_requests,
    n_answered_requests,
    if(n_requests = 0, NULL, round(n_answered_requests / n_requests * 100, 4)) AS response_rate,
    'day of the answer' AS dated_by
FROM
(
    SELECT * FROM crm.survey_period(from = {from:Date}, to = {to:Date}, zone = {zone:String}) WHERE kind = 'nps'
) AS counted
-- include: smallest_n
COMMENT 'Net promoter score of a period with its interval and response rate (M17). Parameters: from (first day), to (day after the last), zone (of the days). SELECT * FROM crm.nps(from = ''2026-01-01'', to = ''2026-04-01'', zone = ''Asia/Shanghai'')'
