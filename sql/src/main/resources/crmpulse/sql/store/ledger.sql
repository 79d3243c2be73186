-- delivered = accepted + duplicates + late; duplicates = repeated + twins
CREATE OR REPLACE VIEW crm.ledger AS
SELECT
    timeline,
    tenant,
    sum(l.delivered) AS delivered,
    sum(l.accepted) AS accepted,
    delivered - accepted - late AS duplicates,
    duplicates - twins AS repeated,
    sum(l.twins) AS twins,
    sum(l.late) AS late
FROM crm_store.ledger AS l
WHERE run >= (SELECT argMax(lineage, run) FROM crm_store.run FINAL)
GROUP BY timeline, tenant
COMMENT 'What became of the deliveries of the newest run';
