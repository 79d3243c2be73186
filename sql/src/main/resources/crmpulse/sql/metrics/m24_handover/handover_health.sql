-- Handovers begun in the days from (included) to (excluded) in the zone, all and by team of the new owner, and internal tickets opened
-- in these days per 100 of them.
--   SELECT * FROM crm.handover_health(from = '2026-03-01', to = '2026-04-01', zone = 'Asia/Shanghai') WHERE breakdown = 'all'
CREATE OR REPLACE VIEW crm.handover_health AS
WITH
    -- include: wilson
SELECT
    begun.tenant AS tenant,
    breakdown,
    value,
    {zone:String} AS zone,
    count() AS n,
    count(accepted_at) AS n_accepted,
    round(n_accepted / n * 100, 4) AS accepted_rate,
    round(wilson_low(n_accepted, n) * 100, 4) AS accepted_low,
    round(wilson_high(n_accepted, n) * 100, 4) AS accepted_high,
    quantileExactOrNull(0.5)(begun.calendar_seconds) AS accept_p50_seconds,
    quantileExactOrNull(0.9)(begun.calendar_seconds) AS accept_p90_seconds,
    quantileExactOrNull(0.5)(begun.business_seconds) AS accept_p50_business_seconds,
    countIf(touch.touched_at != toDateTime64(0, 3, 'UTC')) AS n_touched,
    quantileExactOrNull(0.5)(if(touch.touched_at != toDateTime64(0, 3, 'UTC'), touch.touch_seconds, NULL)) AS touch_p50_seconds,
    quantileExactOrNull(0.9)(if(touch.touched_at != toDateTime64(0, 3, 'UTC'), touch.touch_seconds, NULL)) AS touch_p90_seconds,
    if(breakdown = 'all', round(any(complained.tickets) / n * 100, 4), NULL) AS internal_tickets_per_100,
    'day of the start' AS dated_by
FROM
(
    SELECT * FROM crm.handover
    WHERE toDate(started_at, {zone:String}) >= {from:Date} AND toDate(started_at, {zone:String}) < {to:Date}
) AS begun
ARRAY JOIN ['all', 'team'] AS breakdown, ['', team] AS value
LEFT JOIN
(
    SELECT tenant AS touch_tenant, handover_id AS touch_handover, ifNull(ended_at, toDateTime64(0, 3, 'UTC')) AS touched_at, calendar_seconds AS touch_seconds
    FROM crm.handover_touch
) AS touch ON touch_tenant = begun.tenant AND touch_handover = begun.handover_id
LEFT JOIN
(
    SELECT tenant AS ticket_tenant, count() AS tickets
    FROM crm.ticket
    WHERE lowerUTF8(trimBoth(kind)) = 'internal'
        AND toDate(started_at, {zone:String}) >= {from:Date} AND toDate(started_at, {zone:String}) < {to:Date}
    GROUP BY ticket_tenant
) AS complained ON ticket_tenant = begun.tenant
GROUP BY tenant, breakdown, value
SETTINGS join_use_nulls = 0
COMMENT 'Handovers accepted and followed by a contact, and internal tickets per 100 of them (M24). Parameters: from (first day), to (day after the last), zone (of the days). SELECT * FROM crm.handover_health(from = ''2026-03-01'', to = ''2026-04-01'', zone = ''Asia/Shanghai'')'
