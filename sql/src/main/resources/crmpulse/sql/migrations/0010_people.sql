CREATE TABLE IF NOT EXISTS crm_store.people
(
    tenant LowCardinality(String) COMMENT 'Whose data it is',
    id String COMMENT 'Stable name of the row within the tenant',
    started_at DateTime64(3, 'UTC') COMMENT 'When what is measured began (UTC)',
    def_version UInt32 COMMENT 'Version of the definition of the metric',
    rep_id String COMMENT 'The person',
    change_no UInt32 COMMENT 'Counts the changes of the person from 1',
    team LowCardinality(String) COMMENT 'Team from then on, empty if never given',
    manager String COMMENT 'Manager from then on, empty if never given',
    region LowCardinality(String) COMMENT 'Region from then on, empty if never given',
    role LowCardinality(String) COMMENT 'newcomer, mature or lead, empty if never given',
    status LowCardinality(String) COMMENT 'active, leaving or left, empty if never given',
    version UInt64 COMMENT 'Run << 32 | revision: of two rows of one key the larger is right',
    is_deleted UInt8 COMMENT '1 where the row retracts what was written under this key',
    published_at DateTime64(3, 'UTC') COMMENT 'When this was written'
)
ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYYYYMM(started_at)
ORDER BY (tenant, toDate(started_at), id)
COMMENT 'One change of a person, and what was true of the person from then on';
