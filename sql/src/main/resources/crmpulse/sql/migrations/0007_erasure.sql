-- Which persons were erased. Nothing here leads back to them.
CREATE TABLE IF NOT EXISTS crm_store.erasure
(
    tenant LowCardinality(String) COMMENT 'Whose data it is',
    pseudonym String COMMENT 'What stands in the place of the person''s id',
    kind LowCardinality(String) COMMENT 'What the person was: rep, customer, contact, lead, or person for all of them',
    events UInt64 COMMENT 'Deliveries that named the person and were rewritten',
    dead_letters UInt64 COMMENT 'Dead letters that named the person and were dropped, since nobody could read them',
    run UInt32 COMMENT 'Run that evaluated the rewritten history',
    published_at DateTime64(3, 'UTC') COMMENT 'When the person was erased'
)
ENGINE = ReplacingMergeTree(published_at)
ORDER BY (tenant, pseudonym)
COMMENT 'One person who was erased';
