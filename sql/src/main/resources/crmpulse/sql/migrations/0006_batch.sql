-- ClickHouse may know the token of an insert and not have its rows, where it was killed in between: so rows say which insert wrote
-- them, and can be looked for.
ALTER TABLE crm_store.event ADD COLUMN IF NOT EXISTS batch UInt64 COMMENT 'Insert that wrote the row: where ClickHouse was killed, the rows of one are looked for by it' AFTER run;

ALTER TABLE crm_store.event_key ADD COLUMN IF NOT EXISTS batch UInt64 COMMENT 'Insert that wrote the row: where ClickHouse was killed, the rows of one are looked for by it' AFTER run;

ALTER TABLE crm_store.ledger ADD COLUMN IF NOT EXISTS batch UInt64 COMMENT 'Insert that wrote the row: where ClickHouse was killed, the rows of one are looked for by it' AFTER run;

ALTER TABLE crm_store.late ADD COLUMN IF NOT EXISTS batch UInt64 COMMENT 'Insert that wrote the row: where ClickHouse was killed, the rows of one are looked for by it' AFTER run;

ALTER TABLE crm_store.correction ADD COLUMN IF NOT EXISTS batch UInt64 COMMENT 'Insert that wrote the row: where ClickHouse was killed, the rows of one are looked for by it' AFTER run;

ALTER TABLE crm_store.alert ADD COLUMN IF NOT EXISTS batch UInt64 COMMENT 'Insert that wrote the row: where ClickHouse was killed, the rows of one are looked for by it' AFTER run;

ALTER TABLE crm_store.intake ADD COLUMN IF NOT EXISTS batch UInt64 COMMENT 'Insert that wrote the row: where ClickHouse was killed, the rows of one are looked for by it' AFTER run;
