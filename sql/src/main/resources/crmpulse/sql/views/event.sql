-- Every delivery that parsed, of the newest run: what truth queries recompute everything from.
CREATE OR REPLACE VIEW crm.event AS
SELECT *
FROM crm_store.event
WHERE run = (SELECT max(run) FROM crm_store.run)
COMMENT 'One delivery of an event that parsed; duplicates have rows of their own';
