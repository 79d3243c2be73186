-- Report of the months, of the days from (included) to (excluded) in the zone, by channel and by campaign of the leads that came in them, with
-- what became of those leads by now. What was won is compared with the cost where it is in the tenant's currency; nothing is converted.
--   SELECT * FROM crm.channel_effectiveness(from = '2026-01-01', to = '2026-07-01', zone = 'Asia/Shanghai') WHERE breakdown = 'channel' ORDER BY month, cost_per_win
CREATE OR REPLACE VIEW crm.channel_effectiveness AS
WITH
    -- include: wilson
    , lead AS
    (
        SELECT
            response.tenant AS tenant,
            toStartOfMonth(toDate(response.started_at, {zone:String})) AS month,
            toString(arrived.channel) AS channel,
            toString(arrived.campaign) AS campaign,
            toFloat64(response.calendar_seconds) / 3600 AS response_hours,
            ifNull(toString(response.bucket) = '<1h', false) AS is_fast,
            bought.wins > 0 AS is_won,
            bought.amounts AS amounts,
            spent.cost AS cost,
            spent.currency AS currency
        FROM (SELECT tenant, lead_id, started_at, bucket, calendar_seconds FROM crm_store.first_response FINAL) AS response
        LEFT JOIN (SELECT tenant, lead_id, channel, campaign FROM crm_store.lead_tier FINAL WHERE episode = 1) AS arrived
            ON arrived.tenant = response.tenant AND arrived.lead_id = response.lead_id
        LEFT JOIN
        (
            SELECT tenant, lead_id, count() AS wins, sumMap(map(toString(currency), toDecimal128(ifNull(amount, 0), 4))) AS amounts
            FROM crm_store.deal FINAL
            WHERE outcome = 'won' AND lead_id != ''
            GROUP BY tenant, lead_id
        ) AS bought ON bought.tenant = response.tenant AND bought.lead_id = response.lead_id
        LEFT JOIN crm.lead_cost AS spent ON spent.tenant = response.tenant AND spent.lead_id = response.lead_id
        WHERE toDate(response.started_at, {zone:String}) >= {from:Date} AND toDate(response.started_at, {zone:String}) < {to:Date}
    )
SELECT
    tenant,
    month,
    by.1 AS breakdown,
    by.2 AS value,
    {zone:String} AS zone,
    count() AS n_leads,
    round(countIf(is_fast) / n_leads * 100, 4) AS answered_1h_rate,
    quantileExactOrNull(0.5)(response_hours) AS p50_response_hours,
    countIf(is_won) AS n_won_leads,
    round(n_won_leads / n_leads * 100, 4) AS conversion_rate,
    round(wilson_low(n_won_leads, n_leads) * 100, 4) AS conversion_low,
    round(wilson_high(n_won_leads, n_leads) * 100, 4) AS conversion_high,
    mapSort(sumMap(amounts)) AS won_amounts,
    count(lead.cost) AS n_with_cost,
    sumOrNull(lead.cost) AS cost,
    any(lead.currency) AS cost_currency,
    if(n_with_cost = 0, NULL, round(toFloat64(cost) / n_with_cost, 4)) AS cost_per_lead,
    -- Of the leads whose cost is known.
    if(countIf(is_won AND lead.cost IS NOT NULL) = 0, NULL, round(toFloat64(cost) / countIf(is_won AND lead.cost IS NOT NULL), 4)) AS cost_per_win,
    if(ifNull(cost, 0) = 0, NULL, round(toFloat64(sumMapIf(amounts, lead.cost IS NOT NULL)[cost_currency]) / toFloat64(cost), 4)) AS won_per_cost,
    'arrival of the lead' AS dated_by
FROM lead
ARRAY JOIN [('channel', channel), ('campaign', campaign)] AS by
GROUP BY tenant, month, breakdown, value
SETTINGS join_use_nulls = 0
COMMENT 'Monthly report of channels and campaigns: leads, speed of the answer, conversion, amounts by currency, cost of a lead and of a won lead (M1, M6, M9, M21). Parameters: from (first day of the arrivals), to (day after the last), zone (of the days and months). SELECT * FROM crm.channel_effectiveness(from = ''2026-01-01'', to = ''2026-04-01'', zone = ''Asia/Shanghai'')'
