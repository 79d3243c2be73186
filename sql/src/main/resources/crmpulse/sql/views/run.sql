CREATE OR REPLACE VIEW crm.run AS
SELECT * FROM crm_store.run FINAL
COMMENT 'One run: a lineage of state, from an empty start or a rebuild on';
