-- M24b knowledge shared, recomputed from the raw events: one row per share of a person.
CREATE OR REPLACE VIEW crm.truth_m24b AS
WITH
    delivery AS
    (
        SELECT
            tenant, source, id, sequence, type, subject, time, original_time, recordedat, actortype, content_hash, bytes_hash, rank, `link`, kind,
            if(event_data.rep_id != '', concat('rep/', event_data.rep_id), subject) AS history
        FROM crm.event_data
        WHERE type = 'crm.knowledge.shared'
    ),
    -- include: history
SELECT
    tenant,
    concat(owner, '/', toString(share_no)) AS id,
    substring(history, 5) AS owner,
    toUInt32(row_number() OVER (PARTITION BY tenant, history ORDER BY time, sequence, rank, source, survivor.id)) AS share_no,
    `link`,
    kind,
    toUInt32(`link` != '' OR kind = 'training') AS counts,
    time AS started_at
FROM survivor
WHERE startsWith(history, 'rep/') AND history != 'rep/'
COMMENT 'Knowledge shared, recomputed from the raw events: one row per share of a person (M24b)'
