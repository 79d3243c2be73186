-- Where a history moves next: a merged lead to the lead that its latest merge names, a deal with events that name no lead to the lead
-- that its first event with one names. A step is what deliveries state, whatever becomes of their events; "into" is empty where
-- the latest merge names no other lead.
CREATE OR REPLACE VIEW crm.truth_move_step AS
WITH
    delivery AS
    (
        SELECT
            tenant,
            key,
            type,
            if(deal_id != '', deal_id, if(startsWith(subject, 'deal/'), substring(subject, 6), '')) AS deal,
            if(type = 'crm.lead.merged' AND `into` NOT IN ('', substring(key, 6)), concat('lead/', `into`), '') AS merged_into,
            (time, sequence, rank, source, id, ifNull(toUnixTimestamp64Milli(recordedat), toInt64(-9223372036854775808)), bytes_hash) AS stated
        FROM crm.event_data
        WHERE startsWith(key, 'lead/') AND key != 'lead/' AND type IN (
            -- include: engagement_type
        )
    )
SELECT
    tenant,
    key,
    argMax(merged_into, (stated, merged_into)) AS `into`,
    max(stated) AS stated_at
FROM delivery
WHERE type = 'crm.lead.merged'
GROUP BY tenant, key
UNION ALL
SELECT
    tenant,
    concat('deal/', deal) AS key,
    argMin(delivery.key, (stated, delivery.key)) AS `into`,
    min(stated) AS stated_at
FROM delivery
WHERE (tenant, deal) IN
(
    SELECT tenant, substring(key, 6)
    FROM crm.event
    WHERE startsWith(key, 'deal/') AND key != 'deal/' AND type IN (
        -- include: engagement_type
    )
)
GROUP BY tenant, deal
COMMENT 'Which history moves next to which, by merges and by events that name a deal and its lead'
