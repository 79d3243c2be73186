-- M99 calls, recomputed from the raw events: one row per call about a lead.
CREATE OR REPLACE VIEW crm.truth_m99 AS
SELECT
    tenant,
    concat(substring(key, 6), '/', toString(row_number() OVER (PARTITION BY tenant, key ORDER BY position))) AS id,
    substring(key, 6) AS lead_id,
    actor AS owner,
    time AS started_at
FROM crm.truth_engagement_history
WHERE startsWith(key, 'lead/') AND type = 'crm.activity.logged' AND channel = 'call'
