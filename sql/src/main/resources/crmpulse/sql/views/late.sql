CREATE OR REPLACE VIEW crm.late AS
SELECT *
FROM crm_store.late
WHERE run = (SELECT max(run) FROM crm_store.run)
COMMENT 'One delivery that came too late to be judged';
