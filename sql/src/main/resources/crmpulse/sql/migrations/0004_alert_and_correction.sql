CREATE TABLE IF NOT EXISTS crm_store.correction
(
    tenant LowCardinality(String) COMMENT 'Whose data it is',
    window_id String COMMENT 'The window, as in fact_window',
    started_at DateTime64(3, 'UTC') COMMENT 'Begin of the window (UTC)',
    ended_at DateTime64(3, 'UTC') COMMENT 'End of the window, not part of it (UTC)',
    family LowCardinality(String) COMMENT 'The fact whose rows are summed',
    grain LowCardinality(String) COMMENT 'hour or day',
    dated_by LowCardinality(String) COMMENT 'started_at or ended_at',
    owner String COMMENT 'Whose facts',
    label LowCardinality(String) COMMENT 'What of the owner''s facts',
    horizon DateTime64(3, 'UTC') COMMENT 'How far time had come when it was corrected',
    n_before Int64 COMMENT 'Facts as published',
    n_after Int64 COMMENT 'Facts as corrected',
    sum_seconds_before Nullable(Decimal(18, 3)) COMMENT 'Sum as published',
    sum_seconds_after Nullable(Decimal(18, 3)) COMMENT 'Sum as corrected',
    business_sum_seconds_before Nullable(Decimal(18, 3)) COMMENT 'Sum of business time as published',
    business_sum_seconds_after Nullable(Decimal(18, 3)) COMMENT 'Sum of business time as corrected',
    cause String COMMENT 'A fact that changed: its type and id; or the rebuild, its run and number of policies (def)',
    run UInt32 COMMENT 'Run that wrote it',
    published_at DateTime64(3, 'UTC') COMMENT 'When this was written'
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(started_at)
ORDER BY (tenant, toDate(started_at), window_id)
SETTINGS non_replicated_deduplication_window = 10000
COMMENT 'A figure of a closed window that was changed afterwards';

CREATE TABLE IF NOT EXISTS crm_store.rebuilt_window
(
    run UInt32 COMMENT 'Run that replaces it',
    tenant LowCardinality(String) COMMENT 'Whose data it is',
    window_id String COMMENT 'The window, as in fact_window; empty in the row that says that all were compared',
    started_at DateTime64(3, 'UTC') COMMENT 'Begin of the window (UTC)',
    ended_at DateTime64(3, 'UTC') COMMENT 'End of the window, not part of it (UTC)',
    family LowCardinality(String) COMMENT 'The fact whose rows are summed',
    grain LowCardinality(String) COMMENT 'hour or day',
    dated_by LowCardinality(String) COMMENT 'started_at or ended_at',
    owner String COMMENT 'Whose facts',
    label LowCardinality(String) COMMENT 'What of the owner''s facts',
    n Int64 COMMENT 'Facts as published before the run',
    sum_seconds Nullable(Decimal(18, 3)) COMMENT 'Sum as published before the run',
    business_n Int64 COMMENT 'Facts with a business time as published before the run',
    business_sum_seconds Nullable(Decimal(18, 3)) COMMENT 'Sum of business time as published before the run',
    counts Map(LowCardinality(String), Int64) COMMENT 'Facts by what the family counts as published before the run',
    published_at DateTime64(3, 'UTC') COMMENT 'When this was written'
)
ENGINE = ReplacingMergeTree(published_at)
ORDER BY (run, tenant, window_id)
TTL toDateTime(published_at) + INTERVAL 30 DAY
COMMENT 'Closed windows as they were before a rebuild, kept until they are compared with those after it';

CREATE TABLE IF NOT EXISTS crm_store.alert
(
    tenant LowCardinality(String) COMMENT 'Whose data it is',
    alert_id String COMMENT 'The clock''s level it is about, as in sla_clock, or the open breaker, as in breaker',
    started_at DateTime64(3, 'UTC') COMMENT 'When the clock started, or the breaker opened (UTC)',
    entity LowCardinality(String) COMMENT 'lead, deal or another entity, or queue',
    entity_id String COMMENT 'Which one',
    sla LowCardinality(String) COMMENT 'Id of the SLA, or assignment-breaker',
    policy_id LowCardinality(String) COMMENT 'Id and version of its policy',
    episode UInt32 COMMENT 'Episode of the clock, or period of the breaker',
    level LowCardinality(String) COMMENT 'Name of the level',
    level_no UInt32 COMMENT 'Number of the level',
    owner String COMMENT 'Who owned it',
    due_at Nullable(DateTime64(3, 'UTC')) COMMENT 'Up to when the SLA is kept (UTC)',
    status LowCardinality(String) COMMENT 'raised, cleared or withdrawn',
    delivery LowCardinality(String) COMMENT 'sent, or suppressed: of a replay or long due',
    revision UInt64 COMMENT 'Counts the publications of the history; of two statements on an alert the larger is right',
    horizon Nullable(DateTime64(3, 'UTC')) COMMENT 'How far time had come, NULL before any',
    run UInt32 COMMENT 'Run that wrote it',
    published_at DateTime64(3, 'UTC') COMMENT 'When this was written'
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(started_at)
ORDER BY (tenant, toDate(started_at), alert_id)
SETTINGS non_replicated_deduplication_window = 10000
COMMENT 'Alerts of SLAs and breakers: raised, cleared or withdrawn';
