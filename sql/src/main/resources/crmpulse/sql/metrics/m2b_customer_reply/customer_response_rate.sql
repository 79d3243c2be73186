-- Waits for a customer (M2b) that began in the days from (included) to (excluded) of the zone; cancelled ones do not count.
-- Rate with Wilson's interval of 95 %. By sender, owner, team, region and channel, and all together.
--   SELECT * FROM crm.customer_response_rate(from = '2026-01-01', to = '2026-04-01', zone = 'Asia/Shanghai')
CREATE OR REPLACE VIEW crm.customer_response_rate AS
WITH
    -- include: wilson
SELECT
    tenant,
    feature.1 AS breakdown,
    feature.2 AS value,
    {zone:String} AS zone,
    count() AS n,
    countIf(ended_at IS NOT NULL) AS n_replied,
    round(n_replied / n * 100, 4) AS response_rate,
    round(wilson_low(n_replied, n) * 100, 4) AS response_rate_low,
    round(wilson_high(n_replied, n) * 100, 4) AS response_rate_high,
    quantileExactOrNull(0.5)(calendar_seconds) AS reply_seconds_p50,
    quantileExactOrNull(0.9)(calendar_seconds) AS reply_seconds_p90,
    'start of the wait' AS dated_by
FROM crm.customer_reply
ARRAY JOIN [('all', ''), ('sender', sender), ('owner', owner), ('team', team), ('region', region), ('channel', channel)] AS feature
WHERE cancel_reason = '' AND toDate(started_at, {zone:String}) >= {from:Date} AND toDate(started_at, {zone:String}) < {to:Date}
GROUP BY tenant, breakdown, value
COMMENT 'How many of our messages customers replied to, and how fast (M2b). Parameters: from (first day), to (day after the last), zone (of the days). SELECT * FROM crm.customer_response_rate(from = ''2026-01-01'', to = ''2026-04-01'', zone = ''Asia/Shanghai'')'
