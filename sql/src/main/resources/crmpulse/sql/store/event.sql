-- Every delivery that parsed, of the newest lineage of runs: what truth queries recompute everything from.
CREATE OR REPLACE VIEW crm.event AS
SELECT * EXCEPT (batch), merged_into, grade, cost
FROM crm_store.event
WHERE run >= (SELECT argMax(lineage, run) FROM crm_store.run FINAL)
COMMENT 'One delivery of an event that parsed; duplicates have rows of their own';
