CREATE TABLE IF NOT EXISTS crm_store.first_response
(
    tenant LowCardinality(String) COMMENT 'Whose data it is',
    id String COMMENT 'Stable name of the row within the tenant',
    started_at DateTime64(3, 'UTC') COMMENT 'When what is measured began (UTC)',
    def_version UInt32 COMMENT 'Version of the definition of the metric',
    lead_id String COMMENT 'The lead',
    deal_id String COMMENT 'First deal named in the history, empty if none',
    customer_id String COMMENT 'First customer named in the history, empty if none',
    owner String COMMENT 'Whom the lead was last given to, else who answered',
    owner_at_reply String COMMENT 'Owner in the moment of the answer',
    responder String COMMENT 'Who answered; empty if the CRM does not say',
    assigned_at Nullable(DateTime64(3, 'UTC')) COMMENT 'When the lead first had an owner',
    ended_at Nullable(DateTime64(3, 'UTC')) COMMENT 'When it was answered, NULL while unanswered',
    bot_replied_at Nullable(DateTime64(3, 'UTC')) COMMENT 'First reply of a bot before that',
    cancelled_at Nullable(DateTime64(3, 'UTC')) COMMENT 'When an answer was no longer due',
    cancel_reason LowCardinality(String) COMMENT 'disqualified, merged, or empty',
    calendar_seconds Nullable(Decimal(18, 3)) COMMENT 'Creation to answer',
    business_seconds Nullable(Decimal(18, 3)) COMMENT 'The same in working time, NULL without a calendar',
    calendar_id LowCardinality(String) COMMENT 'The calendar of the working time with its version, empty if none',
    assign_seconds Nullable(Decimal(18, 3)) COMMENT 'Creation to assignment',
    assigned_response_seconds Nullable(Decimal(18, 3)) COMMENT 'Assignment to answer, NULL where the answer came first',
    bucket LowCardinality(Nullable(String)) COMMENT '<1h, 1-4h, 4-24h or >=24h',
    version UInt64 COMMENT 'Run << 32 | revision: of two rows of one key the larger is right',
    is_deleted UInt8 COMMENT '1 where the row retracts what was written under this key',
    published_at DateTime64(3, 'UTC') COMMENT 'When this was written'
)
ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYYYYMM(started_at)
ORDER BY (tenant, toDate(started_at), id)
COMMENT 'One lead and its first answer by a person (M1)';
