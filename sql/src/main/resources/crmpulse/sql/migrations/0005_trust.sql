-- What changed a figure of the past, which windows were closed at a moment, and what was read before any of it was evaluated, and what
-- was recomputed beside the job.
ALTER TABLE crm_store.correction ADD COLUMN IF NOT EXISTS counts_before Map(LowCardinality(String), Int64) COMMENT 'Facts by what the family counts as published' AFTER business_sum_seconds_after,
    ADD COLUMN IF NOT EXISTS counts_after Map(LowCardinality(String), Int64) COMMENT 'Facts by what the family counts as corrected' AFTER counts_before,
    ADD COLUMN IF NOT EXISTS revision UInt64 COMMENT 'Counts the publications of the window within its run: of two corrections the larger is later' AFTER counts_after,
    ADD COLUMN IF NOT EXISTS cause_kind LowCardinality(String) COMMENT 'event, redelivery (of a known event), silence, merge or rebuild' AFTER cause,
    ADD COLUMN IF NOT EXISTS cause_key String COMMENT 'History whose facts changed' AFTER cause_kind,
    ADD COLUMN IF NOT EXISTS cause_source LowCardinality(String) COMMENT 'Who sent the event that changed it, empty where none did' AFTER cause_key,
    ADD COLUMN IF NOT EXISTS cause_id String COMMENT 'Id of that event' AFTER cause_source,
    ADD COLUMN IF NOT EXISTS cause_type LowCardinality(String) COMMENT 'Its type, with prefix' AFTER cause_id,
    ADD COLUMN IF NOT EXISTS cause_time Nullable(DateTime64(3, 'UTC')) COMMENT 'When it happened (UTC)' AFTER cause_type,
    ADD COLUMN IF NOT EXISTS cause_recordedat Nullable(DateTime64(3, 'UTC')) COMMENT 'When the CRM stored it' AFTER cause_time,
    ADD COLUMN IF NOT EXISTS cause_events Int64 COMMENT 'Events of the history that came at once; the one named is the merge, else the earliest' AFTER cause_recordedat;

ALTER TABLE crm_store.ledger ADD COLUMN IF NOT EXISTS source LowCardinality(String) COMMENT 'Who sent it' AFTER tenant,
    ADD COLUMN IF NOT EXISTS day DateTime64(3, 'UTC') COMMENT 'Begin of the day (UTC) on which the events happened' AFTER source;

CREATE TABLE IF NOT EXISTS crm_store.intake
(
    tenant LowCardinality(String) COMMENT 'Whose data it is',
    source LowCardinality(String) COMMENT 'Who sent it, empty where that could not be read',
    day DateTime64(3, 'UTC') COMMENT 'Begin of the day (UTC) on which the events happened, or the unreadable was found',
    read Int64 COMMENT 'Records read',
    unreadable Int64 COMMENT 'Those of them that went to the dead letters',
    run UInt32 COMMENT 'Run that counted',
    published_at DateTime64(3, 'UTC') COMMENT 'When this was written'
)
ENGINE = MergeTree
ORDER BY (tenant, source, day)
SETTINGS non_replicated_deduplication_window = 10000
COMMENT 'How much was read, before any of it was evaluated; sum over the rows';

CREATE TABLE IF NOT EXISTS crm_store.horizon
(
    timeline LowCardinality(String) COMMENT 'Timeline that wrote the row',
    subtask UInt32 COMMENT 'Part of the timeline',
    minute DateTime64(3, 'UTC') COMMENT 'Minute of the clock (UTC)',
    horizon DateTime64(3, 'UTC') COMMENT 'Event time up to which silence was evaluated',
    run UInt32 COMMENT 'Run that wrote the row',
    published_at DateTime64(3, 'UTC') COMMENT 'When this was written'
)
ENGINE = ReplacingMergeTree(published_at)
ORDER BY (timeline, run, subtask, minute)
TTL toDateTime(minute) + INTERVAL 400 DAY
COMMENT 'How far time had come in each minute of the past';

CREATE TABLE IF NOT EXISTS crm_store.reconciliation
(
    timelines String COMMENT 'Timelines whose facts were compared',
    started_at DateTime64(3, 'UTC') COMMENT 'When the pass began (UTC)',
    ended_at DateTime64(3, 'UTC') COMMENT 'When it ended (UTC)',
    until DateTime64(3, 'UTC') COMMENT 'Histories that changed up to then were chosen from (UTC)',
    changed_histories UInt32 COMMENT 'Histories compared since they had changed',
    other_histories UInt32 COMMENT 'Histories compared since it was their turn',
    next_tenant String COMMENT 'Tenant of the last of these: the next pass goes on behind it',
    next_key String COMMENT 'Key of the last of these, empty where the next pass begins anew',
    compared_rows UInt64 COMMENT 'Rows of facts compared',
    differences UInt32 COMMENT 'Values found that differ',
    failure String COMMENT 'Why it could not be ended, empty where it was',
    run UInt32 COMMENT 'Run beside which it was done',
    published_at DateTime64(3, 'UTC') COMMENT 'When this was written'
)
ENGINE = ReplacingMergeTree(published_at)
ORDER BY (timelines, started_at)
TTL toDateTime(started_at) + INTERVAL 400 DAY
COMMENT 'One pass of recomputing some histories beside the running job';

CREATE TABLE IF NOT EXISTS crm_store.difference
(
    tenant LowCardinality(String) COMMENT 'Whose data it is',
    metric LowCardinality(String) COMMENT 'The metric',
    id String COMMENT 'Id of the fact',
    fact_column LowCardinality(String) COMMENT 'Column that differs, empty where the whole row is missing on one side',
    history String COMMENT 'Key of the history that the fact follows from',
    streamed String COMMENT 'Value of the fact as the job states it',
    recomputed String COMMENT 'Value as the raw events say',
    found_at DateTime64(3, 'UTC') COMMENT 'When it was found (UTC)',
    resolved_at Nullable(DateTime64(3, 'UTC')) COMMENT 'When both agreed again (UTC), NULL while they do not',
    run UInt32 COMMENT 'Run beside which it was found',
    published_at DateTime64(3, 'UTC') COMMENT 'When this was written'
)
ENGINE = ReplacingMergeTree(published_at)
ORDER BY (tenant, metric, id, fact_column)
COMMENT 'One value that the job states and the raw events say otherwise';
