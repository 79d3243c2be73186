CREATE TABLE IF NOT EXISTS crm_store.survey_answer
(
    tenant LowCardinality(String) COMMENT 'Whose data it is',
    id String COMMENT 'Stable name of the row within the tenant',
    started_at DateTime64(3, 'UTC') COMMENT 'When what is measured began (UTC)',
    def_version UInt32 COMMENT 'Version of the definition of the metric',
    customer_id String COMMENT 'The customer, empty if unknown',
    respondent String COMMENT 'Who answered: the person named, else the customer, empty if unknown',
    answer_no UInt32 COMMENT 'Counts the answers of the customer from 1',
    survey_id String COMMENT 'The survey, empty if none is given',
    deal_id String COMMENT 'Deal it was asked about, empty if none is given',
    owner String COMMENT 'Owner the answer names, empty if none',
    kind LowCardinality(String) COMMENT 'nps or csat',
    dimension LowCardinality(String) COMMENT 'What was asked about, empty for the whole',
    wave LowCardinality(String) COMMENT 'Wave of the survey, empty if none is given',
    channel LowCardinality(String) COMMENT 'third-party, self-reported, or empty',
    tier LowCardinality(String) COMMENT 'Value tier of the customer as sent, empty if none',
    key_account UInt32 COMMENT '1 where the answer says that the customer is a key account',
    score UInt32 COMMENT 'nps 0 to 10, csat 1 to 5',
    category LowCardinality(String) COMMENT 'nps: promoter, passive, detractor; csat: satisfied, dissatisfied',
    superseded_at Nullable(DateTime64(3, 'UTC')) COMMENT 'When the same respondent next answered this kind and dimension',
    channel_superseded_at Nullable(DateTime64(3, 'UTC')) COMMENT 'When that next happened on the same channel',
    version UInt64 COMMENT 'Run << 32 | revision: of two rows of one key the larger is right',
    is_deleted UInt8 COMMENT '1 where the row retracts what was written under this key',
    published_at DateTime64(3, 'UTC') COMMENT 'When this was written'
)
ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYYYYMM(started_at)
ORDER BY (tenant, toDate(started_at), id)
COMMENT 'One answer to a survey (M17, M18)';
