-- By the tier in which the lead was created: a slow answer must not move a lead to another row.
CREATE OR REPLACE VIEW crm.tier_response AS
SELECT
    tenant,
    tier,
    count() AS n,
    countIf(r.ended_at IS NOT NULL) AS n_answered,
    countIf(ifNull(r.calendar_seconds < 14400, false)) AS n_within_4h,
    quantileExactOrNull(0.5)(r.calendar_seconds) AS median_response_seconds,
    sum(all_touches) AS touches,
    round(touches / n, 6) AS touches_per_lead
FROM
(
    SELECT tenant, lead_id, argMin(tier, episode) AS tier, sum(touches) AS all_touches
    FROM crm.lead_tier
    GROUP BY tenant, lead_id
) AS lead
INNER JOIN crm.first_response AS r ON r.tenant = lead.tenant AND r.lead_id = lead.lead_id
GROUP BY tenant, tier
COMMENT 'First response and touches by the tier a lead was created in (M9)';
