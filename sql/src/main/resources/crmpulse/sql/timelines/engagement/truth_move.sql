-- Where every history that moves is evaluated: a merged lead where its merges lead, a deal with events that name no lead with the lead
-- that its first event with one names.
CREATE OR REPLACE VIEW crm.truth_move AS
SELECT tenant, key, root
FROM crm.truth_lead_move
UNION ALL
SELECT joined.tenant AS tenant, joined.key AS key, if(move.root != '', move.root, joined.lead_key) AS root
FROM
(
    SELECT tenant, concat('deal/', deal) AS key, argMin(delivery.key, (stated, delivery.key)) AS lead_key
    FROM
    (
        SELECT
            tenant,
            key,
            if(deal_id != '', deal_id, if(startsWith(subject, 'deal/'), substring(subject, 6), '')) AS deal,
            (time, sequence, rank, source, id, ifNull(toUnixTimestamp64Milli(recordedat), toInt64(-9223372036854775808)), bytes_hash) AS stated
        FROM crm.event_data
        WHERE startsWith(key, 'lead/') AND key != 'lead/' AND type IN (
            -- include: engagement_type
        )
    ) AS delivery
    WHERE (tenant, deal) IN
    (
        SELECT tenant, substring(key, 6)
        FROM crm.event
        WHERE startsWith(key, 'deal/') AND key != 'deal/' AND type IN (
            -- include: engagement_type
        )
    )
    GROUP BY tenant, deal
) AS joined
LEFT JOIN crm.truth_lead_move AS move ON move.tenant = joined.tenant AND move.key = joined.lead_key
SETTINGS join_use_nulls = 0
COMMENT 'Under which key the history of a merged lead, or of a deal that joined its lead, is evaluated'
