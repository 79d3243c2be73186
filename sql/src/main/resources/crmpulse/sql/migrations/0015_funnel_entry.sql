CREATE TABLE IF NOT EXISTS crm_store.funnel_entry
(
    tenant LowCardinality(String) COMMENT 'Whose data it is',
    id String COMMENT 'Stable name of the row within the tenant',
    started_at DateTime64(3, 'UTC') COMMENT 'When what is measured began (UTC)',
    def_version UInt32 COMMENT 'Version of the definition of the metric',
    entity LowCardinality(String) COMMENT 'lead or deal: what goes through the funnel',
    entity_id String COMMENT 'Which lead or deal',
    lead_id String COMMENT 'The lead, empty if unknown',
    deal_id String COMMENT 'The deal, empty if none',
    customer_id String COMMENT 'The customer, empty if unknown',
    owner String COMMENT 'Present owner of the lead or deal',
    channel LowCardinality(String) COMMENT 'Where the lead came from, empty if unknown',
    funnel LowCardinality(String) COMMENT 'Id of the funnel',
    policy_id LowCardinality(String) COMMENT 'Id and version of the funnel: id@version',
    step LowCardinality(String) COMMENT 'Name of the step',
    step_no UInt32 COMMENT 'Counts the steps of the funnel from 1',
    steps UInt32 COMMENT 'Number of steps of the funnel',
    ended_at Nullable(DateTime64(3, 'UTC')) COMMENT 'When the step was reached within the window, NULL where it was not',
    implied UInt32 COMMENT '1 where a later step proves this one',
    window_ends_at DateTime64(3, 'UTC') COMMENT 'What is reached later does not count',
    matures_at DateTime64(3, 'UTC') COMMENT 'From when on the entry counts as mature',
    converted_at Nullable(DateTime64(3, 'UTC')) COMMENT 'When the last step was reached within the window, NULL where it was not',
    calendar_seconds Nullable(Decimal(18, 3)) COMMENT 'Entry to step',
    step_seconds Nullable(Decimal(18, 3)) COMMENT 'Nearest reached step before to this one, NULL for the first reached',
    version UInt64 COMMENT 'Run << 32 | revision: of two rows of one key the larger is right',
    is_deleted UInt8 COMMENT '1 where the row retracts what was written under this key',
    published_at DateTime64(3, 'UTC') COMMENT 'When this was written'
)
ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYYYYMM(started_at)
ORDER BY (tenant, toDate(started_at), id)
COMMENT 'One step of a funnel that a lead or deal has entered, reached or not (M6)';
