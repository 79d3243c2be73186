-- Of two changes at the same moment the first holds for no time at all: valid_to = valid_from.
CREATE OR REPLACE VIEW crm.people AS
SELECT
    * EXCEPT (version, is_deleted, published_at),
    started_at AS valid_from,
    leadInFrame(toNullable(started_at)) OVER
        (PARTITION BY tenant, rep_id ORDER BY change_no ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS valid_to,
    version,
    toUInt32(bitAnd(version, 4294967295)) AS revision,
    published_at
FROM crm_store.people FINAL
SETTINGS do_not_merge_across_partitions_select_final = 1
COMMENT 'What was true of a person from valid_from until valid_to (NULL: until now)'
