CREATE OR REPLACE VIEW crm.lead_tier AS
SELECT
    * EXCEPT (version, is_deleted, published_at),
    ended_at IS NULL AS is_current,
    version,
    toUInt32(bitAnd(version, 4294967295)) AS revision,
    published_at
FROM crm_store.lead_tier FINAL
SETTINGS do_not_merge_across_partitions_select_final = 1
COMMENT 'One stretch of time in which a lead is in one tier (M9)';
