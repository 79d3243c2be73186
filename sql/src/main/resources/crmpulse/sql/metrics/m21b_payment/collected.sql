-- Payments received in the days from (included) to (excluded) in the zone, by currency; all and by team of the owner.
--   SELECT * FROM crm.collected(from = '2026-03-01', to = '2026-04-01', zone = 'Asia/Shanghai') WHERE breakdown = 'all'
CREATE OR REPLACE VIEW crm.collected AS
SELECT
    tenant,
    breakdown,
    value,
    paid.currency AS currency,
    {zone:String} AS zone,
    count() AS n,
    countIf(paid.amount < 0) AS n_refunds,
    sum(toDecimal128(assumeNotNull(paid.amount), 4)) AS amount,
    'day of the payment' AS dated_by
FROM (SELECT * FROM crm.payment WHERE toDate(started_at, {zone:String}) >= {from:Date} AND toDate(started_at, {zone:String}) < {to:Date}) AS paid
ARRAY JOIN ['all', 'team'] AS breakdown, ['', team] AS value
GROUP BY tenant, breakdown, value, currency
COMMENT 'What was received in a period, by currency, never converted (M21). Parameters: from (first day), to (day after the last), zone (of the days). SELECT * FROM crm.collected(from = ''2026-03-01'', to = ''2026-04-01'', zone = ''Asia/Shanghai'')'
