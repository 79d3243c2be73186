-- The lead that the latest merge of each merged lead names. What deliveries state counts, whatever becomes of their events; a merge that names no other
-- lead moves nothing.
CREATE OR REPLACE VIEW crm.truth_merge AS
SELECT
    tenant,
    key,
    argMax(other, (stated, other)) AS `into`,
    max(stated) AS stated_at
FROM
(
    SELECT
        tenant,
        key,
        if(event.merged_into NOT IN ('', substring(key, 6)), concat('lead/', event.merged_into), '') AS other,
        (time, sequence, rank, source, id, ifNull(toUnixTimestamp64Milli(recordedat), toInt64(-9223372036854775808)), bytes_hash) AS stated
    FROM crm.event AS event
    WHERE type = 'crm.lead.merged' AND startsWith(key, 'lead/') AND key != 'lead/'
)
GROUP BY tenant, key
HAVING `into` != ''
COMMENT 'Into which lead each merged lead was merged last'
