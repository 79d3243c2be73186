-- reached_at, entered_at and the conversion are the fact's; is_mature moves with the horizon.
CREATE OR REPLACE VIEW crm.funnel_entry AS
SELECT
    * EXCEPT (version, is_deleted, published_at),
    started_at AS entered_at,
    ended_at AS reached_at,
    converted_at IS NOT NULL AS is_converted,
    matures_at <= (SELECT max(horizon) FROM crm.progress WHERE timeline = 'engagement') AS is_mature,
    version,
    toUInt32(bitAnd(version, 4294967295)) AS revision,
    published_at
FROM crm_store.funnel_entry FINAL
SETTINGS do_not_merge_across_partitions_select_final = 1
COMMENT 'One step of a funnel that a lead or deal has entered, reached or not (M6)';
