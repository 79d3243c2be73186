-- What campaigns paid for leads, as their creations say, in the tenant's currency. Of deliveries with one source and id the last recorded counts,
-- of several creations of a lead the first; a lead that was merged into another has cost what it cost.
CREATE OR REPLACE VIEW crm.lead_cost AS
SELECT
    spent.tenant AS tenant,
    spent.lead_id AS lead_id,
    spent.created_at AS created_at,
    spent.channel AS channel,
    spent.campaign AS campaign,
    spent.cost AS cost,
    profile.currency AS currency
FROM
(
    SELECT
        tenant,
        if(created.lead_id != '', created.lead_id, replaceRegexpOne(subject, '^lead/', '')) AS lead_id,
        time AS created_at,
        channel,
        campaign,
        cost
    FROM
    (
        SELECT tenant, source, id, subject, lead_id, time, sequence, channel, campaign, cost
        FROM crm.event_data
        WHERE type = 'crm.lead.created'
        ORDER BY recordedat DESC NULLS LAST, bytes_hash DESC
        LIMIT 1 BY tenant, source, id
    ) AS created
    ORDER BY time, sequence, source, id
    LIMIT 1 BY tenant, lead_id
) AS spent
LEFT JOIN (SELECT tenant, argMax(currency, effective_from) AS currency FROM crm.tenant_profile GROUP BY tenant) AS profile
    ON profile.tenant = spent.tenant
SETTINGS join_use_nulls = 0
COMMENT 'What was paid for each lead, by channel and campaign (M9)'
