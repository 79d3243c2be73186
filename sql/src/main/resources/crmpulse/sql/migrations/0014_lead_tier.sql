CREATE TABLE IF NOT EXISTS crm_store.lead_tier
(
    tenant LowCardinality(String) COMMENT 'Whose data it is',
    id String COMMENT 'Stable name of the row within the tenant',
    started_at DateTime64(3, 'UTC') COMMENT 'When what is measured began (UTC)',
    def_version UInt32 COMMENT 'Version of the definition of the metric',
    lead_id String COMMENT 'The lead',
    customer_id String COMMENT 'First customer named in the history, empty if none',
    owner String COMMENT 'Whom the lead was last given to, else who answered',
    channel LowCardinality(String) COMMENT 'Where the lead came from, as its creation says',
    campaign LowCardinality(String) COMMENT 'Campaign, as its creation says',
    intent LowCardinality(String) COMMENT 'Intent, as its creation says',
    size LowCardinality(String) COMMENT 'Size, as its creation says',
    industry LowCardinality(String) COMMENT 'Industry, as its creation says',
    episode UInt32 COMMENT 'Counts the tier episodes of the lead from 1',
    tier LowCardinality(String) COMMENT 'Tier by the scoring policy',
    previous_tier LowCardinality(String) COMMENT 'Tier before, empty for the first',
    points_at_start Int64 COMMENT 'Points that brought the lead into the tier',
    points Int64 COMMENT 'Points at the end of the episode, or now',
    touches UInt32 COMMENT 'Acts of people that reached the customer while in the tier',
    ended_at Nullable(DateTime64(3, 'UTC')) COMMENT 'When the lead left the tier, NULL while in it',
    end_reason LowCardinality(String) COMMENT 'tier, disqualified, merged, or empty',
    calendar_seconds Nullable(Decimal(18, 3)) COMMENT 'Time in the tier',
    policy_id LowCardinality(String) COMMENT 'Id and version of the scoring policy: id@version',
    version UInt64 COMMENT 'Run << 32 | revision: of two rows of one key the larger is right',
    is_deleted UInt8 COMMENT '1 where the row retracts what was written under this key',
    published_at DateTime64(3, 'UTC') COMMENT 'When this was written'
)
ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYYYYMM(started_at)
ORDER BY (tenant, toDate(started_at), id)
COMMENT 'One stretch of time in which a lead is in one tier (M9)';
