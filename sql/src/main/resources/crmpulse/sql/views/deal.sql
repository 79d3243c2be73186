-- business_seconds, calendar_id and policy_id stay NULL or empty until a calendar and a policy judge the row.
CREATE OR REPLACE VIEW crm.deal AS
SELECT
    * EXCEPT (version, is_deleted, published_at),
    started_at AS created_at,
    ended_at AS closed_at,
    CAST(NULL AS Nullable(Decimal(18, 3))) AS business_seconds,
    '' AS calendar_id,
    '' AS policy_id,
    version,
    toUInt32(bitAnd(version, 4294967295)) AS revision,
    published_at
FROM crm_store.deal FINAL
SETTINGS do_not_merge_across_partitions_select_final = 1
COMMENT 'One deal, its outcome and its cycle (M5)';
