CREATE TABLE IF NOT EXISTS crm_store.sla_clock
(
    tenant LowCardinality(String) COMMENT 'Whose data it is',
    id String COMMENT 'Stable name of the row within the tenant',
    started_at DateTime64(3, 'UTC') COMMENT 'When what is measured began (UTC)',
    def_version UInt32 COMMENT 'Version of the definition of the metric',
    entity LowCardinality(String) COMMENT 'lead or deal: what the SLA was made for',
    entity_id String COMMENT 'Which lead or deal',
    lead_id String COMMENT 'The lead, empty if unknown',
    deal_id String COMMENT 'The deal, empty if none',
    customer_id String COMMENT 'The customer, empty if unknown',
    sla LowCardinality(String) COMMENT 'Id of the SLA',
    policy_id LowCardinality(String) COMMENT 'Id and version of the SLA: id@version',
    episode UInt32 COMMENT 'Counts the episodes of the SLA for this lead or deal from 1',
    level LowCardinality(String) COMMENT 'Name of the level',
    level_no UInt32 COMMENT 'Counts the levels of the SLA from 1',
    planned_at Nullable(DateTime64(3, 'UTC')) COMMENT 'Planned date that due_at was reckoned from, NULL where there is none',
    due_at Nullable(DateTime64(3, 'UTC')) COMMENT 'Up to when the SLA is kept, NULL while the clock is paused before it',
    ended_at Nullable(DateTime64(3, 'UTC')) COMMENT 'When the clock ended, NULL while it runs, broken or not',
    state LowCardinality(String) COMMENT 'open, kept, breached, cancelled, or reached (a notice came due)',
    breached_at Nullable(DateTime64(3, 'UTC')) COMMENT 'When the SLA was broken, NULL where it was not',
    cancel_reason LowCardinality(String) COMMENT 'Why the clock ended without fulfilment: last word of the event, restarted, replanned or cleared',
    owner_at_start String COMMENT 'Who owned the lead or deal when the clock started',
    owner String COMMENT 'Who owned it when the level was decided, or owns it now',
    calendar_id LowCardinality(String) COMMENT 'Calendar of business time: id@version, empty without one',
    calendar_seconds Nullable(Decimal(18, 3)) COMMENT 'Start to end, pauses included',
    business_seconds Nullable(Decimal(18, 3)) COMMENT 'Working time from start to end, pauses included, NULL without a calendar',
    pause_seconds Nullable(Decimal(18, 3)) COMMENT 'Paused so far, in the time the clock runs on',
    net_seconds Nullable(Decimal(18, 3)) COMMENT 'Start to end in the time the clock runs on, less pauses',
    overrun_seconds Nullable(Decimal(18, 3)) COMMENT 'Due to end in the time the clock runs on, less pauses, where it was broken',
    version UInt64 COMMENT 'Run << 32 | revision: of two rows of one key the larger is right',
    is_deleted UInt8 COMMENT '1 where the row retracts what was written under this key',
    published_at DateTime64(3, 'UTC') COMMENT 'When this was written'
)
ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYYYYMM(started_at)
ORDER BY (tenant, toDate(started_at), id)
COMMENT 'One level of one SLA to a lead or deal, from its start to its end (M27)';
