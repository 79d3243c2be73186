-- Complaints opened in the days from (included) to (excluded) in the zone per active customers, at most 2 %. A customer is active whom any
-- event of these days names. The interval is that of the share of active customers who complained.
--   SELECT * FROM crm.complaint_rate(from = '2026-03-01', to = '2026-04-01', zone = 'Asia/Shanghai')
CREATE OR REPLACE VIEW crm.complaint_rate AS
WITH
    -- include: wilson
SELECT
    active.tenant AS tenant,
    {zone:String} AS zone,
    active.customers AS n,
    complaint.complaints AS n_complaints,
    complaint.complaining AS n_complaining,
    round(n_complaints / n * 100, 4) AS complaint_rate,
    round(wilson_low(least(n_complaining, n), n) * 100, 4) AS complaining_low,
    round(wilson_high(least(n_complaining, n), n) * 100, 4) AS complaining_high,
    2 AS complaint_target,
    'day of the opening' AS dated_by
FROM
(
    SELECT tenant, uniqExact(customer_id) AS customers
    FROM crm.event_data
    WHERE customer_id != '' AND toDate(time, {zone:String}) >= {from:Date} AND toDate(time, {zone:String}) < {to:Date}
    GROUP BY tenant
) AS active
LEFT JOIN
(
    SELECT tenant AS complaint_tenant, count() AS complaints, uniqExactIf(customer_id, customer_id != '') AS complaining
    FROM crm.ticket
    WHERE lowerUTF8(trimBoth(kind)) = 'complaint'
        AND toDate(started_at, {zone:String}) >= {from:Date} AND toDate(started_at, {zone:String}) < {to:Date}
    GROUP BY complaint_tenant
) AS complaint ON complaint_tenant = active.tenant
SETTINGS join_use_nulls = 0
COMMENT 'Complaints per active customers of a period, with the interval of the share who complained (M16). Parameters: from (first day), to (day after the last), zone (of the days). SELECT * FROM crm.complaint_rate(from = ''2026-03-01'', to = ''2026-04-01'', zone = ''Asia/Shanghai'')'
