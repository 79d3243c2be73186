CREATE TABLE IF NOT EXISTS crm_store.policy
(
    tenant LowCardinality(String) COMMENT 'Whose rule it is, * for every tenant without one of its own',
    kind LowCardinality(String) COMMENT 'What it rules, such as tenant, calendar or sla',
    id String COMMENT 'Name of the rule within its kind',
    version UInt32 COMMENT 'Number that its author gave it; rows say which version evaluated them',
    effective_from DateTime64(3, 'UTC') COMMENT 'From when on it is in force (UTC)',
    body String COMMENT 'The rule as JSON; empty where it was withdrawn' CODEC(ZSTD(1)),
    run UInt32 COMMENT 'Run that received it',
    published_at DateTime64(3, 'UTC') COMMENT 'When this was written'
)
ENGINE = ReplacingMergeTree(published_at)
ORDER BY (tenant, kind, id, effective_from)
COMMENT 'One version of a rule by which figures are evaluated';
