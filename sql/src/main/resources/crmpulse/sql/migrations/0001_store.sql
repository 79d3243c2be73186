-- What was received, refused and counted, and which runs there were.

CREATE TABLE IF NOT EXISTS crm_store.run
(
    run UInt32 COMMENT 'Number of the run; the upper half of every version',
    timelines String COMMENT 'Timelines it computes',
    mode LowCardinality(String) COMMENT 'replay or live',
    lineage UInt32 COMMENT 'Run in which the state began that this one goes on with',
    def UInt32 COMMENT 'Counts the sets of policies that history was evaluated by: a rebuild by others has the next number',
    started_at DateTime64(3, 'UTC') COMMENT 'When the run began',
    ended_at Nullable(DateTime64(3, 'UTC')) COMMENT 'When its last job ended, NULL while one runs',
    published_at DateTime64(3, 'UTC') COMMENT 'When this was written'
)
ENGINE = ReplacingMergeTree(published_at)
ORDER BY run
COMMENT 'One run of the jobs; what journals say counts from the first run of the lineage on';

CREATE TABLE IF NOT EXISTS crm_store.event
(
    tenant LowCardinality(String) COMMENT 'Whose data it is',
    key String COMMENT 'Subject of the history it belongs to',
    source LowCardinality(String) COMMENT 'Who sent it',
    id String COMMENT 'Unique within its source',
    sequence Int64 COMMENT 'Order within a millisecond',
    rank UInt32 COMMENT 'Order within a millisecond and sequence: the phase of the life cycle, created before won',
    type LowCardinality(String) COMMENT 'What happened, with prefix',
    subject String COMMENT 'What it happened to',
    time DateTime64(3, 'UTC') COMMENT 'When, the sender''s clock corrected (UTC)',
    original_time DateTime64(3, 'UTC') COMMENT 'When, as sent (UTC)',
    recordedat Nullable(DateTime64(3, 'UTC')) COMMENT 'When the CRM stored it',
    actor String COMMENT 'Who acted, empty if unknown',
    actortype LowCardinality(String) COMMENT 'human, bot, system, customer or empty',
    content_hash UInt64 COMMENT 'Hash of type, subject, original time, sequence, actor and data without origin_*, where equal contents under another id are the same event; 0 where they are not',
    bytes_hash UInt64 COMMENT 'Hash of the bytes as delivered: of two deliveries of one id the larger counts',
    origin_file LowCardinality(String) COMMENT 'File it was read from',
    origin_row UInt64 COMMENT 'Record of that file, from 1',
    json String COMMENT 'The CloudEvent on one line' CODEC(ZSTD(1)),
    run UInt32 COMMENT 'Run that received it',
    published_at DateTime64(3, 'UTC') COMMENT 'When this was written'
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(time)
ORDER BY (tenant, key, time, sequence, rank, source, id)
SETTINGS non_replicated_deduplication_window = 10000
COMMENT 'One delivery of an event that parsed; duplicates have rows of their own';

CREATE TABLE IF NOT EXISTS crm_store.event_key
(
    tenant LowCardinality(String) COMMENT 'Whose data it is',
    key String COMMENT 'Subject of the further history it belongs to',
    timeline LowCardinality(String) COMMENT 'Timeline that evaluates it there',
    home_key String COMMENT 'Subject of the history it is counted in',
    time DateTime64(3, 'UTC') COMMENT 'When, the sender''s clock corrected (UTC)',
    source LowCardinality(String) COMMENT 'Who sent it',
    id String COMMENT 'Unique within its source',
    bytes_hash UInt64 COMMENT 'Hash of the bytes as delivered',
    run UInt32 COMMENT 'Run that received it',
    published_at DateTime64(3, 'UTC') COMMENT 'When this was written'
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(time)
ORDER BY (tenant, key, time, source, id)
SETTINGS non_replicated_deduplication_window = 10000
COMMENT 'One delivery of an event under a key by which another timeline evaluates it than the one that counts it';

CREATE TABLE IF NOT EXISTS crm_store.ledger
(
    timeline LowCardinality(String) COMMENT 'Timeline that counted',
    tenant LowCardinality(String) COMMENT 'Whose data it is',
    delivered Int64 COMMENT 'Deliveries taken in',
    accepted Int64 COMMENT 'Change of the number of accepted events',
    twins Int64 COMMENT 'Change of the number of events with an id of their own and the contents of an accepted one',
    late Int64 COMMENT 'Deliveries refused as too late',
    run UInt32 COMMENT 'Run that counted',
    published_at DateTime64(3, 'UTC') COMMENT 'When this was written'
)
ENGINE = MergeTree
ORDER BY (timeline, tenant)
SETTINGS non_replicated_deduplication_window = 10000
COMMENT 'What became of deliveries; sum over the rows';

CREATE TABLE IF NOT EXISTS crm_store.late
(
    tenant LowCardinality(String) COMMENT 'Whose data it is',
    key String COMMENT 'Subject of the history it would belong to',
    source LowCardinality(String) COMMENT 'Who sent it',
    id String COMMENT 'Unique within its source',
    time DateTime64(3, 'UTC') COMMENT 'When it happened (UTC)',
    horizon DateTime64(3, 'UTC') COMMENT 'Up to when silence was evaluated on arrival',
    reason LowCardinality(String) COMMENT 'too old, or retired',
    remedy String COMMENT 'What to do to have it counted',
    run UInt32 COMMENT 'Run that refused it',
    published_at DateTime64(3, 'UTC') COMMENT 'When this was written'
)
ENGINE = MergeTree
ORDER BY (tenant, key, time)
SETTINGS non_replicated_deduplication_window = 10000
COMMENT 'One delivery that came too late to be evaluated';

CREATE TABLE IF NOT EXISTS crm_store.dlq
(
    position String COMMENT 'topic/partition/offset, file:record or table/row',
    reason LowCardinality(String) COMMENT 'Why, short and stable',
    detail String COMMENT 'What was wrong here',
    origin_file LowCardinality(String) COMMENT 'File it was read from, if any',
    origin_row UInt64 COMMENT 'Record of that file, from 1',
    found_at DateTime64(3, 'UTC') COMMENT 'When it was found (UTC)',
    bytes String COMMENT 'The record as it came' CODEC(ZSTD(1)),
    run UInt32 COMMENT 'Run that took it down',
    published_at DateTime64(3, 'UTC') COMMENT 'When this was written'
)
ENGINE = ReplacingMergeTree(published_at)
ORDER BY (position, reason)
COMMENT 'One record or row that could not be taken in';

CREATE TABLE IF NOT EXISTS crm_store.progress
(
    timeline LowCardinality(String) COMMENT 'Timeline that wrote the row',
    subtask UInt32 COMMENT 'Part of the timeline',
    horizon DateTime64(3, 'UTC') COMMENT 'Event time up to which silence is evaluated',
    run UInt32 COMMENT 'Run that wrote the row',
    published_at DateTime64(3, 'UTC') COMMENT 'When this was written'
)
ENGINE = ReplacingMergeTree(published_at)
ORDER BY (timeline, run, subtask)
COMMENT 'How far each timeline has evaluated';
