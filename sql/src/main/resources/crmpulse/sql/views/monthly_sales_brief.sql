-- Report of the months, of the days from (included) to (excluded) in the zone, for all and by team. Leads count in the month of their arrival,
-- with the team of their owner; whether they are converted is as of now. Deals count in the month in which they were created or closed.
-- Amounts are by currency, never converted.
--   SELECT * FROM crm.monthly_sales_brief(from = '2026-01-01', to = '2026-07-01', zone = 'Asia/Shanghai') WHERE team = '' ORDER BY month
CREATE OR REPLACE VIEW crm.monthly_sales_brief AS
WITH
    -- include: wilson
    , won_lead AS
    (
        SELECT DISTINCT tenant, lead_id FROM crm_store.deal FINAL WHERE outcome = 'won' AND lead_id != ''
    ),
    part AS
    (
        SELECT
            tenant, team, toStartOfMonth(toDate(started_at, {zone:String})) AS month,
            1 AS leads, toUInt8(ifNull(toString(bucket) = '<1h', false)) AS fast_leads, toUInt8((tenant, lead_id) IN (SELECT tenant, lead_id FROM won_lead)) AS won_leads,
            0 AS created, 0 AS won, 0 AS lost, CAST(NULL AS Nullable(Float64)) AS won_hours, CAST(map(), 'Map(String, Decimal(38, 4))') AS amounts
        FROM crm.first_response
        WHERE toDate(started_at, {zone:String}) >= {from:Date} AND toDate(started_at, {zone:String}) < {to:Date}
        UNION ALL
        SELECT tenant, team, toStartOfMonth(toDate(started_at, {zone:String})), 0, 0, 0, 1, 0, 0, NULL, CAST(map(), 'Map(String, Decimal(38, 4))')
        FROM crm.deal
        WHERE toDate(started_at, {zone:String}) >= {from:Date} AND toDate(started_at, {zone:String}) < {to:Date}
        UNION ALL
        SELECT
            tenant, team, toStartOfMonth(toDate(assumeNotNull(ended_at), {zone:String})), 0, 0, 0, 0, outcome = 'won', outcome = 'lost',
            if(outcome = 'won', toFloat64(calendar_seconds) / 3600, NULL),
            if(outcome = 'won' AND amount IS NOT NULL, map(toString(currency), toDecimal128(assumeNotNull(amount), 4)), CAST(map(), 'Map(String, Decimal(38, 4))'))
        FROM crm.deal
        WHERE ended_at IS NOT NULL AND toDate(assumeNotNull(ended_at), {zone:String}) >= {from:Date} AND toDate(assumeNotNull(ended_at), {zone:String}) < {to:Date}
    )
SELECT
    tenant,
    month,
    level,
    if(level = 'team', part.team, '') AS team,
    {zone:String} AS zone,
    sum(leads) AS n_leads,
    if(n_leads = 0, NULL, round(sum(fast_leads) / n_leads * 100, 4)) AS answered_1h_rate,
    sum(won_leads) AS n_won_leads,
    if(n_leads = 0, NULL, round(n_won_leads / n_leads * 100, 4)) AS conversion_rate,
    if(n_leads = 0, NULL, round(wilson_low(n_won_leads, n_leads) * 100, 4)) AS conversion_low,
    if(n_leads = 0, NULL, round(wilson_high(n_won_leads, n_leads) * 100, 4)) AS conversion_high,
    sum(created) AS n_created,
    sum(won) AS n_won,
    sum(lost) AS n_lost,
    if(n_won + n_lost = 0, NULL, round(n_won / (n_won + n_lost) * 100, 4)) AS won_rate,
    quantileExactOrNull(0.5)(won_hours) AS p50_cycle_hours,
    mapSort(sumMap(amounts)) AS won_amounts,
    'arrival of the lead; creation, win or loss of the deal' AS dated_by
FROM part
ARRAY JOIN ['all', 'team'] AS level
GROUP BY tenant, month, level, team
COMMENT 'Monthly report of sales for all and by team: leads, fast answers, conversion, deals created, won and lost, cycle, amounts by currency (M1, M5, M6, M21). Parameters: from (first day), to (day after the last), zone (of the days and months). SELECT * FROM crm.monthly_sales_brief(from = ''2026-01-01'', to = ''2026-04-01'', zone = ''Asia/Shanghai'')'
