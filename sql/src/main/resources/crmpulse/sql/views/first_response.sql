-- business_seconds, calendar_id and policy_id stay NULL or empty until a calendar and a policy judge the row.
CREATE OR REPLACE VIEW crm.first_response AS
SELECT
    * EXCEPT (version, is_deleted, published_at),
    started_at AS created_at,
    ended_at AS responded_at,
    calendar_seconds AS response_seconds,
    CAST(NULL AS Nullable(Decimal(18, 3))) AS business_seconds,
    '' AS calendar_id,
    '' AS policy_id,
    version,
    toUInt32(bitAnd(version, 4294967295)) AS revision,
    published_at
FROM crm_store.first_response FINAL
SETTINGS do_not_merge_across_partitions_select_final = 1
COMMENT 'One lead and its first answer by a person (M1)';
