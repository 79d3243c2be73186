CREATE OR REPLACE VIEW crm.run AS
SELECT * FROM crm_store.run FINAL
COMMENT 'One run of the jobs; what journals say counts from the first run of the lineage on';
