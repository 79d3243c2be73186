-- What merges, gradings and creations say, kept beside the JSON, which is all read where one member of it is asked for.
ALTER TABLE crm_store.event ADD COLUMN IF NOT EXISTS merged_into String MATERIALIZED if(type = 'crm.lead.merged', JSONExtract(json, 'data', 'into', 'String'), '') COMMENT 'The lead that a merge names, else empty' AFTER json;

ALTER TABLE crm_store.event ADD COLUMN IF NOT EXISTS grade LowCardinality(String) MATERIALIZED if(type = 'crm.lead.tiered', JSONExtract(json, 'data', 'tier', 'String'), '') COMMENT 'The tier that a grading gives, else empty' AFTER merged_into;

ALTER TABLE crm_store.event ADD COLUMN IF NOT EXISTS cost String MATERIALIZED if(type = 'crm.lead.created', JSONExtract(json, 'data', 'cost', 'String'), '') COMMENT 'What the creation of a lead says that the lead cost, else empty' AFTER grade;

-- Of what is there already, in the background.
ALTER TABLE crm_store.event MATERIALIZE COLUMN merged_into;

ALTER TABLE crm_store.event MATERIALIZE COLUMN grade;

ALTER TABLE crm_store.event MATERIALIZE COLUMN cost;
