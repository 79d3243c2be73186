-- What binds the customers of each tenant in the days from (included) to (excluded) in the zone: a year is two value-added offers or more.
--   SELECT * FROM crm.relationship_health(from = '2026-01-01', to = '2027-01-01', zone = 'Asia/Shanghai')
CREATE OR REPLACE VIEW crm.relationship_health AS
WITH
    -- include: wilson
SELECT
    tenant,
    {zone:String} AS zone,
    countIf(is_active OR is_new) AS n,
    countIf((is_active OR is_new) AND n_offers >= 2) AS n_with_two_offers,
    if(n = 0, NULL, round(n_with_two_offers / n * 100, 4)) AS two_offers_rate,
    if(n = 0, NULL, round(wilson_low(n_with_two_offers, n) * 100, 4)) AS two_offers_low,
    if(n = 0, NULL, round(wilson_high(n_with_two_offers, n) * 100, 4)) AS two_offers_high,
    countIf(is_new) AS n_new,
    countIf(is_new AND is_referred) AS n_referred,
    if(n_new = 0, NULL, round(n_referred / n_new * 100, 4)) AS referral_rate,
    if(n_new = 0, NULL, round(wilson_low(n_referred, n_new) * 100, 4)) AS referral_low,
    if(n_new = 0, NULL, round(wilson_high(n_referred, n_new) * 100, 4)) AS referral_high,
    countIf(has_repeated) AS n_repeated,
    if(n = 0, NULL, round(n_repeated / n * 100, 4)) AS repeat_rate,
    if(n = 0, NULL, round(wilson_low(n_repeated, n) * 100, 4)) AS repeat_low,
    if(n = 0, NULL, round(wilson_high(n_repeated, n) * 100, 4)) AS repeat_high
FROM crm.customer_period(from = {from:Date}, to = {to:Date}, zone = {zone:String})
GROUP BY tenant
COMMENT 'Customers with two value-added offers or more, referred new customers, repeated purchases (M22). Parameters: from (first day), to (day after the last), zone (of the days). SELECT * FROM crm.relationship_health(from = ''2026-01-01'', to = ''2027-01-01'', zone = ''Asia/Shanghai'')'
