CREATE OR REPLACE VIEW crm.dlq AS
SELECT * FROM crm_store.dlq FINAL
WHERE run >= (SELECT argMax(lineage, run) FROM crm_store.run FINAL)
COMMENT 'One record or row that could not be taken in';
