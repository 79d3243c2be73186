-- One row per customer who has bought by the end of the days from (included) to (excluded) in the zone. A customer buys with a deal that is won, a repeated
-- purchase or a renewal; after a churn they are active again with the next purchase.
CREATE OR REPLACE VIEW crm.customer_period AS
WITH
    step AS
    (
        SELECT tenant, customer_id, assumeNotNull(ended_at) AS at, 'deal' AS kind, amount, currency
        FROM crm_store.deal FINAL
        WHERE outcome = 'won' AND customer_id != ''
        UNION ALL
        SELECT tenant, customer_id, started_at, toString(kind), amount, currency
        FROM crm_store.relationship_event FINAL
    ),
    compared AS
    (
        SELECT
            *,
            kind IN ('deal', 'purchase', 'renewal') AS is_purchase,
            toDate(at, {zone:String}) < {from:Date} AS is_before,
            toDate(at, {zone:String}) >= {from:Date} AND toDate(at, {zone:String}) < {to:Date} AS is_within,
            max(if(kind IN ('deal', 'purchase', 'renewal'), amount, NULL)) OVER
                (PARTITION BY tenant, customer_id, currency ORDER BY at, kind ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS largest_before
        FROM step
    )
SELECT
    tenant,
    customer_id,
    minIf(at, is_purchase) AS first_purchase_at,
    countIf(is_purchase AND is_before) > 0
        AND maxIf(at, is_purchase AND is_before) > maxIf(at, kind = 'churn' AND is_before) AS is_active,
    countIf(is_purchase AND is_before) = 0 AS is_new,
    is_active AND countIf(kind = 'churn' AND is_within) > 0 AS is_churned,
    is_active AND countIf(kind = 'renewal' AND is_within) > 0 AS is_renewed,
    (is_active OR is_new) AND countIf(kind = 'purchase' AND is_within) > 0 AS has_repeated,
    (is_active OR is_new) AND countIf(kind = 'purchase' AND is_within AND ifNull(amount > largest_before, false)) > 0 AS is_upsold,
    countIf(kind = 'offer' AND is_within) AS n_offers,
    countIf(kind = 'referral' AND is_within) AS n_referrals,
    (tenant, customer_id) IN
    (
        SELECT tenant, customer_id
        FROM crm_store.deal FINAL
        WHERE (tenant, lead_id) IN (SELECT tenant, lead_id FROM crm_store.lead_tier FINAL WHERE lowerUTF8(channel) = 'referral')
    ) AS is_referred
FROM compared
GROUP BY tenant, customer_id
HAVING countIf(is_purchase AND (is_before OR is_within)) > 0
COMMENT 'Customers who have bought, and what became of each in a period: active when it began, new, churned, renewed, repeated, upsold (M21, M22). Parameters: from (first day), to (day after the last), zone (of the days). SELECT * FROM crm.customer_period(from = ''2026-03-01'', to = ''2026-04-01'', zone = ''Asia/Shanghai'')'
