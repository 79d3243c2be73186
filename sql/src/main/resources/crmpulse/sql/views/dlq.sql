CREATE OR REPLACE VIEW crm.dlq AS
SELECT * FROM crm_store.dlq FINAL
COMMENT 'One record or row that could not be taken in';
