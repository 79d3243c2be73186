CREATE TABLE IF NOT EXISTS crm_store.deal
(
    tenant LowCardinality(String) COMMENT 'Whose data it is',
    id String COMMENT 'Stable name of the row within the tenant',
    started_at DateTime64(3, 'UTC') COMMENT 'When what is measured began (UTC)',
    def_version UInt32 COMMENT 'Version of the definition of the metric',
    deal_id String COMMENT 'The deal',
    lead_id String COMMENT 'The lead it came from, empty if unknown',
    customer_id String COMMENT 'The customer, empty if unknown',
    owner String COMMENT 'Owner of the deal, else of its lead',
    stage LowCardinality(String) COMMENT 'Stage it was last reported in',
    amount Nullable(Decimal(18, 4)) COMMENT 'Last amount reported, in its currency',
    currency LowCardinality(String) COMMENT 'Currency of the amount, never converted',
    outcome LowCardinality(String) COMMENT 'open, won or lost',
    loss_reason LowCardinality(String) COMMENT 'Why it was lost, empty unless it was',
    reopen_count UInt32 COMMENT 'How often it went on after it was closed',
    ended_at Nullable(DateTime64(3, 'UTC')) COMMENT 'When it was won or lost, NULL while open',
    calendar_seconds Nullable(Decimal(18, 3)) COMMENT 'Creation to outcome',
    business_seconds Nullable(Decimal(18, 3)) COMMENT 'The same in working time, NULL without a calendar',
    calendar_id LowCardinality(String) COMMENT 'The calendar of the working time with its version, empty if none',
    version UInt64 COMMENT 'Run << 32 | revision: of two rows of one key the larger is right',
    is_deleted UInt8 COMMENT '1 where the row retracts what was written under this key',
    published_at DateTime64(3, 'UTC') COMMENT 'When this was written'
)
ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYYYYMM(started_at)
ORDER BY (tenant, toDate(started_at), id)
COMMENT 'One deal, its outcome and its cycle (M5)';
