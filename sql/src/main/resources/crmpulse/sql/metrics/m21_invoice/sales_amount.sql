-- Deals won in the days from (included) to (excluded) in the zone, by currency; all and by team of the owner.
--   SELECT * FROM crm.sales_amount(from = '2026-03-01', to = '2026-04-01', zone = 'Asia/Shanghai') WHERE breakdown = 'all'
CREATE OR REPLACE VIEW crm.sales_amount AS
SELECT
    tenant,
    breakdown,
    value,
    won.currency AS currency,
    {zone:String} AS zone,
    count() AS n,
    count(won.amount) AS n_with_amount,
    sumOrNull(won.amount) AS amount,
    'day of the win' AS dated_by
FROM (SELECT * FROM crm.deal WHERE outcome = 'won' AND toDate(assumeNotNull(ended_at), {zone:String}) >= {from:Date} AND toDate(assumeNotNull(ended_at), {zone:String}) < {to:Date}) AS won
ARRAY JOIN ['all', 'team'] AS breakdown, ['', team] AS value
GROUP BY tenant, breakdown, value, currency
COMMENT 'Amounts of the deals won in a period, by currency, never converted (M21). Parameters: from (first day), to (day after the last), zone (of the days). SELECT * FROM crm.sales_amount(from = ''2026-03-01'', to = ''2026-04-01'', zone = ''Asia/Shanghai'')'
