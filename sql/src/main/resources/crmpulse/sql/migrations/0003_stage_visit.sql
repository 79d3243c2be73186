CREATE TABLE IF NOT EXISTS crm_store.stage_visit
(
    tenant LowCardinality(String) COMMENT 'Whose data it is',
    id String COMMENT 'Stable name of the row within the tenant',
    started_at DateTime64(3, 'UTC') COMMENT 'When what is measured began (UTC)',
    def_version UInt32 COMMENT 'Version of the definition of the metric',
    deal_id String COMMENT 'The deal',
    lead_id String COMMENT 'The lead it came from, empty if unknown',
    customer_id String COMMENT 'The customer, empty if unknown',
    visit_no UInt32 COMMENT 'Counts the visits of the deal from 1',
    stage LowCardinality(String) COMMENT 'The stage',
    owner String COMMENT 'Owner of the deal on entry',
    owner_at_exit String COMMENT 'Owner of the deal on exit, empty while open',
    ended_at Nullable(DateTime64(3, 'UTC')) COMMENT 'When the deal left the stage, NULL while in it',
    direction LowCardinality(String) COMMENT 'forward, skip (over a stage of the funnel) or back (where it was before, or earlier in it)',
    next_stage LowCardinality(String) COMMENT 'Where it went: a stage, WON, LOST or DELETED; empty while open, or where it went to none',
    loss_reason LowCardinality(String) COMMENT 'Why the deal was lost where that ended the visit',
    calendar_seconds Nullable(Decimal(18, 3)) COMMENT 'Entry to exit',
    business_seconds Nullable(Decimal(18, 3)) COMMENT 'The same in working time, NULL without a calendar',
    calendar_id LowCardinality(String) COMMENT 'The calendar of the working time with its version, empty if none',
    version UInt64 COMMENT 'Run << 32 | revision: of two rows of one key the larger is right',
    is_deleted UInt8 COMMENT '1 where the row retracts what was written under this key',
    published_at DateTime64(3, 'UTC') COMMENT 'When this was written'
)
ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYYYYMM(started_at)
ORDER BY (tenant, toDate(started_at), id)
COMMENT 'One visit of a deal to a stage (M4)';
