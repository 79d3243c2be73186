-- The tier is the present one of the lead (M9), for most are tiered after they are assigned.
CREATE OR REPLACE VIEW crm.assignment_tier_share AS
WITH
    -- include: wilson
SELECT
    tenant,
    owner_role AS role,
    {zone:String} AS zone,
    countIf(tiered.tier != '') AS n,
    countIf(tiered.tier = 'A') AS n_a,
    if(n = 0, NULL, round(n_a / n * 100, 4)) AS a_share,
    if(n = 0, NULL, round(wilson_low(n_a, n) * 100, 4)) AS a_share_low,
    if(n = 0, NULL, round(wilson_high(n_a, n) * 100, 4)) AS a_share_high,
    'day of the decision' AS dated_by
FROM
(
    SELECT *
    FROM crm.assignment_audit
    WHERE outcome = 'assigned' AND owner_role != ''
        AND toDate(started_at, {zone:String}) >= {from:Date} AND toDate(started_at, {zone:String}) < {to:Date}
) AS audit
LEFT JOIN
(
    SELECT tenant AS tier_tenant, lead_id AS tier_lead, argMax(tier, started_at) AS tier
    FROM crm_store.lead_tier FINAL
    GROUP BY tier_tenant, tier_lead
) AS tiered ON tier_tenant = audit.tenant AND tier_lead = audit.lead_id
GROUP BY tenant, role
SETTINGS join_use_nulls = 0
COMMENT 'Share of A leads among those given to newcomers, mature people and leads of teams (M23). Parameters: from (first day), to (day after the last), zone (of the days). SELECT * FROM crm.assignment_tier_share(from = ''2026-03-01'', to = ''2026-04-01'', zone = ''Asia/Shanghai'')'
