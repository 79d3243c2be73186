CREATE OR REPLACE VIEW crm.reconciliation AS
SELECT * FROM crm_store.reconciliation FINAL
COMMENT 'One pass of recomputing some histories beside the running job (M28)'
