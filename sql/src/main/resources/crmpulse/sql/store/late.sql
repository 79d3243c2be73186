CREATE OR REPLACE VIEW crm.late AS
SELECT * EXCEPT (batch)
FROM crm_store.late
WHERE run >= (SELECT argMax(lineage, run) FROM crm_store.run FINAL)
COMMENT 'One delivery that came too late to be evaluated';
