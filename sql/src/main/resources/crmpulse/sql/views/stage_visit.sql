-- business_seconds, calendar_id and policy_id stay NULL or empty until a calendar and a policy judge the row.
CREATE OR REPLACE VIEW crm.stage_visit AS
SELECT
    * EXCEPT (version, is_deleted, published_at),
    started_at AS entered_at,
    ended_at AS exited_at,
    if(
        ended_at IS NULL,
        CAST(dateDiff('millisecond', started_at, (SELECT max(horizon) FROM crm.progress)) / 1000 AS Nullable(Decimal(18, 3))),
        NULL) AS open_seconds,
    CAST(NULL AS Nullable(Decimal(18, 3))) AS business_seconds,
    '' AS calendar_id,
    '' AS policy_id,
    version,
    toUInt32(bitAnd(version, 4294967295)) AS revision,
    published_at
FROM crm_store.stage_visit FINAL
SETTINGS do_not_merge_across_partitions_select_final = 1
COMMENT 'One visit of a deal to a stage (M4)';
