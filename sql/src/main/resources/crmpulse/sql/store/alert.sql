CREATE OR REPLACE VIEW crm.alert AS
SELECT * EXCEPT (batch)
FROM crm_store.alert
WHERE run >= (SELECT argMax(lineage, run) FROM crm_store.run FINAL)
COMMENT 'Alerts of SLAs and breakers: raised, cleared or withdrawn';
