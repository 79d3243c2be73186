-- What campaigns paid for leads, as their creations say, in the tenant's currency. Of deliveries with one source and id the last recorded counts,
-- of several creations of a lead the first; a lead that was merged into another has cost what it cost.
CREATE OR REPLACE VIEW crm.lead_cost AS
WITH
    -- include: read_number
SELECT
    spent.tenant AS tenant,
    spent.lead_id AS lead_id,
    spent.created_at AS created_at,
    spent.channel AS channel,
    spent.campaign AS campaign,
    read_number(spent.cost) AS cost,
    profile.currency AS currency
FROM
(
    SELECT
        tenant,
        if(startsWith(key, 'lead/'), substring(key, 6), key) AS lead_id,
        time AS created_at,
        channel,
        campaign,
        cost
    FROM
    (
        -- Not all of the JSON is read where the channel is not asked for.
        SELECT tenant, source, id, key, time, sequence, cost, JSONExtract(json, 'data', 'channel', 'String') AS channel, JSONExtract(json, 'data', 'campaign', 'String') AS campaign
        FROM crm.event
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
