-- Leads created in the days from (included) to (excluded) in the zone that had the window's days to be won by the horizon: younger ones are
-- n_immature. A lead is won if a deal of it was, within the window. By bucket of the first response, and within each channel, tier on arrival
-- and hour of arrival, for who answers A leads first wins more by their grade alone.
--   SELECT * FROM crm.response_conversion(from = '2026-01-01', to = '2026-04-01', zone = 'Asia/Shanghai', window_days = 30) WHERE breakdown = 'tier' ORDER BY value, bucket_no
CREATE OR REPLACE VIEW crm.response_conversion AS
WITH
    -- include: wilson
    , lead AS
    (
        -- include: lead_conversion
    )
SELECT
    tenant,
    by.1 AS breakdown,
    by.2 AS value,
    bucket,
    indexOf(['<1h', '1-4h', '4-24h', '>=24h', 'unanswered'], bucket) AS bucket_no,
    {zone:String} AS zone,
    countIf(is_mature) AS n,
    countIf(is_mature AND is_won) AS n_won,
    if(n = 0, NULL, round(n_won / n, 6)) AS rate,
    if(n = 0, NULL, round(wilson_low(n_won, n), 6)) AS rate_low,
    if(n = 0, NULL, round(wilson_high(n_won, n), 6)) AS rate_high,
    countIf(NOT is_mature) AS n_immature,
    'arrival of the lead' AS dated_by
FROM lead
ARRAY JOIN [('all', ''), ('channel', channel), ('tier', tier), ('hour', hour)] AS by
GROUP BY tenant, breakdown, value, bucket
SETTINGS join_use_nulls = 0
COMMENT 'Won leads by bucket of the first response, in all and within channel, tier and hour of arrival (M1, M7). Parameters: from (first day of the arrivals), to (day after the last), zone (of the days and hours), window_days (in which a lead counts as won). SELECT * FROM crm.response_conversion(from = ''2026-01-01'', to = ''2026-04-01'', zone = ''Asia/Shanghai'', window_days = 30)'
