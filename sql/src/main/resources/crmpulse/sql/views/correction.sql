CREATE OR REPLACE VIEW crm.correction AS
SELECT *
FROM crm_store.correction
WHERE run = (SELECT max(run) FROM crm_store.run)
COMMENT 'A figure of a closed window that was changed afterwards';
