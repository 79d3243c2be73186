-- Where an event is evaluated beside the history it is counted in: what finds the events of a further history.
CREATE OR REPLACE VIEW crm.event_key AS
SELECT * EXCEPT (batch)
FROM crm_store.event_key
WHERE run >= (SELECT argMax(lineage, run) FROM crm_store.run FINAL)
COMMENT 'One delivery of an event under a key by which another timeline evaluates it than the one that counts it'
