CREATE TABLE IF NOT EXISTS crm_store.survey_request
(
    tenant LowCardinality(String) COMMENT 'Whose data it is',
    id String COMMENT 'Stable name of the row within the tenant',
    started_at DateTime64(3, 'UTC') COMMENT 'When what is measured began (UTC)',
    def_version UInt32 COMMENT 'Version of the definition of the metric',
    customer_id String COMMENT 'The customer, empty if unknown',
    respondent String COMMENT 'Who was asked: the person named, else the customer, empty if unknown',
    request_no UInt32 COMMENT 'Counts the requests to the customer from 1',
    survey_id String COMMENT 'The survey, empty if none is given',
    deal_id String COMMENT 'Deal it asks about, empty if none is given',
    owner String COMMENT 'Owner the request names, empty if none',
    kind LowCardinality(String) COMMENT 'nps, csat, or empty',
    wave LowCardinality(String) COMMENT 'Wave of the survey, empty if none is given',
    channel LowCardinality(String) COMMENT 'third-party, self-reported, or empty',
    tier LowCardinality(String) COMMENT 'Value tier of the customer as sent, empty if none',
    key_account UInt32 COMMENT '1 where the request says that the customer is a key account',
    sent_count UInt32 COMMENT 'How often it was sent, reminders included',
    ended_at Nullable(DateTime64(3, 'UTC')) COMMENT 'When it was first answered, NULL while it was not',
    calendar_seconds Nullable(Decimal(18, 3)) COMMENT 'First sent to first answer',
    business_seconds Nullable(Decimal(18, 3)) COMMENT 'The same in working time, NULL without a calendar',
    calendar_id LowCardinality(String) COMMENT 'The calendar of the working time with its version, empty if none',
    version UInt64 COMMENT 'Run << 32 | revision: of two rows of one key the larger is right',
    is_deleted UInt8 COMMENT '1 where the row retracts what was written under this key',
    published_at DateTime64(3, 'UTC') COMMENT 'When this was written'
)
ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYYYYMM(started_at)
ORDER BY (tenant, toDate(started_at), id)
COMMENT 'One survey sent to a respondent, and whether it was answered (M18)';
