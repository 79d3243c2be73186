CREATE OR REPLACE VIEW crm.correction AS
SELECT *
FROM crm_store.correction
WHERE run >= (SELECT argMax(lineage, run) FROM crm_store.run FINAL)
COMMENT 'A figure of a closed window that was changed afterwards';
