CREATE TABLE IF NOT EXISTS crm_store.owner_span
(
    tenant LowCardinality(String) COMMENT 'Whose data it is',
    id String COMMENT 'Stable name of the row within the tenant',
    started_at DateTime64(3, 'UTC') COMMENT 'When what is measured began (UTC)',
    def_version UInt32 COMMENT 'Version of the definition of the metric',
    lead_id String COMMENT 'The lead',
    deal_id String COMMENT 'First deal named in the history, empty if none',
    customer_id String COMMENT 'First customer named in the history, empty if none',
    span_no UInt32 COMMENT 'Counts the spans of the lead from 1',
    owner String COMMENT 'Whose span it is',
    ground LowCardinality(String) COMMENT 'Ground of the assignment, empty where none is given',
    customer_wait_started_at Nullable(DateTime64(3, 'UTC')) COMMENT 'Since when the customer waited when the span began, NULL where nobody waited',
    ended_at Nullable(DateTime64(3, 'UTC')) COMMENT 'When the span ended, NULL while it is open',
    end_reason LowCardinality(Nullable(String)) COMMENT 'answered, reassigned, unassigned, cancelled, or NULL while open',
    responder String COMMENT 'Who answered in the span; empty if nobody did or the CRM does not say',
    calendar_seconds Nullable(Decimal(18, 3)) COMMENT 'Begin to end of the span',
    business_seconds Nullable(Decimal(18, 3)) COMMENT 'The same in working time, NULL without a calendar',
    calendar_id LowCardinality(String) COMMENT 'The calendar of the working time with its version, empty if none',
    version UInt64 COMMENT 'Run << 32 | revision: of two rows of one key the larger is right',
    is_deleted UInt8 COMMENT '1 where the row retracts what was written under this key',
    published_at DateTime64(3, 'UTC') COMMENT 'When this was written'
)
ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYYYYMM(started_at)
ORDER BY (tenant, toDate(started_at), id)
COMMENT 'One owner of a lead, from the assignment to the first answer or the next owner (M3)';
