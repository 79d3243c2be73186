-- open_seconds is how long a clock that runs has run by the horizon; open_overrun_seconds is how long it has been broken.
CREATE OR REPLACE VIEW crm.sla_clock AS
SELECT
    * EXCEPT (version, is_deleted, published_at),
    if(
        ended_at IS NULL,
        CAST(dateDiff('millisecond', started_at, (SELECT max(horizon) FROM crm.progress WHERE timeline = 'engagement')) / 1000 AS Nullable(Decimal(18, 3))),
        NULL) AS open_seconds,
    if(
        ended_at IS NULL AND state = 'breached',
        CAST(dateDiff('millisecond', due_at, (SELECT max(horizon) FROM crm.progress WHERE timeline = 'engagement')) / 1000 AS Nullable(Decimal(18, 3))),
        NULL) AS open_overrun_seconds,
    version,
    toUInt32(bitAnd(version, 4294967295)) AS revision,
    published_at
FROM crm_store.sla_clock FINAL
SETTINGS do_not_merge_across_partitions_select_final = 1
COMMENT 'One level of one SLA to a lead or deal, from its start to its end (M27)';
