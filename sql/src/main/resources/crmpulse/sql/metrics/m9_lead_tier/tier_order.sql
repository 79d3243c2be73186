-- An A lead is first where no B or C lead created in the same hour (UTC) by the same tenant was answered before it.
CREATE OR REPLACE VIEW crm.tier_order AS
WITH
    lead AS
    (
        SELECT
            created.tenant AS tenant,
            created.tier AS tier,
            toStartOfHour(r.started_at) AS hour,
            r.ended_at AS ended_at
        FROM crm.first_response AS r
        INNER JOIN (SELECT tenant, lead_id, tier FROM crm.lead_tier WHERE episode = 1) AS created
            ON created.tenant = r.tenant AND created.lead_id = r.lead_id
    ),
    hours AS
    (
        SELECT tenant, hour, minOrNullIf(ended_at, tier != 'A') AS first_other, countIf(tier != 'A') AS others
        FROM lead
        GROUP BY tenant, hour
    )
SELECT
    lead.tenant AS tenant,
    count() AS n,
    countIf(ifNull(lead.ended_at <= hours.first_other, lead.ended_at IS NOT NULL)) AS n_first,
    round(n_first / n, 6) AS share
FROM lead
INNER JOIN hours ON hours.tenant = lead.tenant AND hours.hour = lead.hour
WHERE lead.tier = 'A' AND hours.others > 0
GROUP BY tenant
COMMENT 'How often A leads were answered before the B and C leads of the same hour (M9)';
