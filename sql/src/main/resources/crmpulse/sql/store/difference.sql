-- streaming = batch: no row without resolved_at should be here for long; crm-pulse explain with the id says what the events are.
CREATE OR REPLACE VIEW crm.difference AS
SELECT *
FROM crm_store.difference FINAL
WHERE run >= (SELECT argMax(lineage, run) FROM crm_store.run FINAL)
COMMENT 'One value that the job states and the raw events say otherwise, found beside the running job (M28)'
