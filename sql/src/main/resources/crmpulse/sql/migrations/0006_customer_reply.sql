CREATE TABLE IF NOT EXISTS crm_store.customer_reply
(
    tenant LowCardinality(String) COMMENT 'Whose data it is',
    id String COMMENT 'Stable name of the row within the tenant',
    started_at DateTime64(3, 'UTC') COMMENT 'When what is measured began (UTC)',
    def_version UInt32 COMMENT 'Version of the definition of the metric',
    lead_id String COMMENT 'The lead, empty for a deal without one',
    deal_id String COMMENT 'Deal the first unanswered message names, empty if none',
    customer_id String COMMENT 'First customer named in the history, empty if none',
    owner String COMMENT 'Owner when the wait for the customer began',
    owner_at_reply String COMMENT 'Owner in the moment of the reply, empty while there is none',
    sender String COMMENT 'Who sent the first unanswered message; empty if the CRM does not say',
    channel LowCardinality(String) COMMENT 'Channel of the first unanswered message',
    outbound_count UInt32 COMMENT 'Messages to the customer that the reply answers',
    ended_at Nullable(DateTime64(3, 'UTC')) COMMENT 'When the customer replied, NULL while silent',
    cancelled_at Nullable(DateTime64(3, 'UTC')) COMMENT 'When a reply was no longer expected',
    cancel_reason LowCardinality(String) COMMENT 'disqualified, merged, deleted, or empty',
    calendar_seconds Nullable(Decimal(18, 3)) COMMENT 'First unanswered message to reply',
    business_seconds Nullable(Decimal(18, 3)) COMMENT 'The same in working time, NULL without a calendar',
    calendar_id LowCardinality(String) COMMENT 'The calendar of the working time with its version, empty if none',
    version UInt64 COMMENT 'Run << 32 | revision: of two rows of one key the larger is right',
    is_deleted UInt8 COMMENT '1 where the row retracts what was written under this key',
    published_at DateTime64(3, 'UTC') COMMENT 'When this was written'
)
ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYYYYMM(started_at)
ORDER BY (tenant, toDate(started_at), id)
COMMENT 'One wait for a customer''s reply (M2b)';
