-- Orders planned for the days from (included) to (excluded) in the zone; all and by team of the owner. What is decided counts: an order that is not
-- delivered and past its date is late.
--   SELECT * FROM crm.delivery_punctuality(from = '2026-03-01', to = '2026-04-01', zone = 'Asia/Shanghai') WHERE breakdown = 'all'
CREATE OR REPLACE VIEW crm.delivery_punctuality AS
WITH
    -- include: wilson
SELECT
    tenant,
    breakdown,
    value,
    {zone:String} AS zone,
    count() AS n,
    count(delivered_at) AS n_delivered,
    count(on_time) AS n_decided,
    countIf(on_time) AS n_on_time,
    if(n_decided = 0, NULL, round(n_on_time / n_decided * 100, 4)) AS on_time_rate,
    if(n_decided = 0, NULL, round(wilson_low(n_on_time, n_decided) * 100, 4)) AS on_time_low,
    if(n_decided = 0, NULL, round(wilson_high(n_on_time, n_decided) * 100, 4)) AS on_time_high,
    countIf(on_time AND planned_at = first_planned_at) AS n_on_first_date,
    if(n_decided = 0, NULL, round(n_on_first_date / n_decided * 100, 4)) AS on_first_date_rate,
    count(confirmed_ahead) AS n_confirmation_decided,
    countIf(confirmed_ahead) AS n_confirmed_ahead,
    if(n_confirmation_decided = 0, NULL, round(n_confirmed_ahead / n_confirmation_decided * 100, 4)) AS confirmed_ahead_rate,
    if(n_confirmation_decided = 0, NULL, round(wilson_low(n_confirmed_ahead, n_confirmation_decided) * 100, 4)) AS confirmed_ahead_low,
    if(n_confirmation_decided = 0, NULL, round(wilson_high(n_confirmed_ahead, n_confirmation_decided) * 100, 4)) AS confirmed_ahead_high,
    count(signed_off_in_time) AS n_sign_off_decided,
    countIf(signed_off_in_time) AS n_signed_off_in_time,
    if(n_sign_off_decided = 0, NULL, round(n_signed_off_in_time / n_sign_off_decided * 100, 4)) AS sign_off_rate,
    if(n_sign_off_decided = 0, NULL, round(wilson_low(n_signed_off_in_time, n_sign_off_decided) * 100, 4)) AS sign_off_low,
    if(n_sign_off_decided = 0, NULL, round(wilson_high(n_signed_off_in_time, n_sign_off_decided) * 100, 4)) AS sign_off_high,
    countIf(delay_count > 0) AS n_delayed,
    countIf(alternative_count > 0) AS n_with_alternative,
    if(n_delayed = 0, NULL, round(n_with_alternative / n_delayed * 100, 4)) AS alternative_rate,
    if(n_delayed = 0, NULL, round(wilson_low(n_with_alternative, n_delayed) * 100, 4)) AS alternative_low,
    if(n_delayed = 0, NULL, round(wilson_high(n_with_alternative, n_delayed) * 100, 4)) AS alternative_high,
    'day of the planned date' AS dated_by
FROM crm.delivery
ARRAY JOIN ['all', 'team'] AS breakdown, ['', team] AS value
WHERE planned_at IS NOT NULL AND toDate(assumeNotNull(planned_at), {zone:String}) >= {from:Date} AND toDate(assumeNotNull(planned_at), {zone:String}) < {to:Date}
GROUP BY tenant, breakdown, value
COMMENT 'Orders confirmed 3 days ahead, delivered on time, signed for within 24 h, and delays with an alternative (M20). Parameters: from (first day), to (day after the last), zone (of the days). SELECT * FROM crm.delivery_punctuality(from = ''2026-03-01'', to = ''2026-04-01'', zone = ''Asia/Shanghai'')'
