CREATE TABLE IF NOT EXISTS crm_store.calendar_interval
(
    tenant LowCardinality(String) COMMENT 'Whose calendar it is, * for every tenant',
    calendar_id LowCardinality(String) COMMENT 'The calendar',
    version UInt32 COMMENT 'Version of the calendar; each version holds all its intervals',
    starts_at DateTime64(3, 'UTC') COMMENT 'First moment that counts (UTC)',
    ends_at DateTime64(3, 'UTC') COMMENT 'First moment that does not count any more (UTC); equal to starts_at where the calendar ends',
    business_millis_before Int64 COMMENT 'Working time of all earlier intervals of the calendar, in milliseconds',
    run UInt32 COMMENT 'Run that wrote it',
    published_at DateTime64(3, 'UTC') COMMENT 'When this was written'
)
ENGINE = ReplacingMergeTree(published_at)
ORDER BY (tenant, calendar_id, version, starts_at)
COMMENT 'One stretch of working time of a calendar';
