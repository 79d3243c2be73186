-- The customers of each tenant in the days from (included) to (excluded) in the zone.
--   SELECT * FROM crm.customer_base(from = '2026-03-01', to = '2026-04-01', zone = 'Asia/Shanghai')
CREATE OR REPLACE VIEW crm.customer_base AS
WITH
    -- include: wilson
SELECT
    tenant,
    {zone:String} AS zone,
    countIf(is_active OR is_new) AS n,
    countIf(is_active) AS n_active,
    countIf(is_new) AS n_new,
    countIf(is_churned) AS n_churned,
    n_active - n_churned AS n_retained,
    countIf(is_renewed) AS n_renewed,
    countIf(has_repeated) AS n_repeated,
    countIf(is_upsold) AS n_upsold,
    if(n_active = 0, NULL, round(n_retained / n_active * 100, 4)) AS retention_rate,
    if(n_active = 0, NULL, round(wilson_low(n_retained, n_active) * 100, 4)) AS retention_low,
    if(n_active = 0, NULL, round(wilson_high(n_retained, n_active) * 100, 4)) AS retention_high,
    if(n_active = 0, NULL, round(n_churned / n_active * 100, 4)) AS churn_rate,
    if(n_active = 0, NULL, round(wilson_low(n_churned, n_active) * 100, 4)) AS churn_low,
    if(n_active = 0, NULL, round(wilson_high(n_churned, n_active) * 100, 4)) AS churn_high,
    if(n_active = 0, NULL, round(n_renewed / n_active * 100, 4)) AS renewal_rate,
    if(n_active = 0, NULL, round(wilson_low(n_renewed, n_active) * 100, 4)) AS renewal_low,
    if(n_active = 0, NULL, round(wilson_high(n_renewed, n_active) * 100, 4)) AS renewal_high,
    if(n = 0, NULL, round(n_upsold / n * 100, 4)) AS upsell_rate,
    if(n = 0, NULL, round(wilson_low(n_upsold, n) * 100, 4)) AS upsell_low,
    if(n = 0, NULL, round(wilson_high(n_upsold, n) * 100, 4)) AS upsell_high
FROM crm.customer_period(from = {from:Date}, to = {to:Date}, zone = {zone:String})
GROUP BY tenant
COMMENT 'New customers, retention, churn, renewal and upsell of a period (M21). Parameters: from (first day), to (day after the last), zone (of the days). SELECT * FROM crm.customer_base(from = ''2026-03-01'', to = ''2026-04-01'', zone = ''Asia/Shanghai'')'
