-- team and region are the owner's as of the exit, while the visit is open as of now. An ASOF join, not the dictionary,
-- finds them: a dictionary may be older than the facts.
CREATE OR REPLACE VIEW crm.stage_visit AS
SELECT
    fact.* EXCEPT (version, is_deleted, published_at),
    -- What to group by across deals: where no funnel names the stage, each deal spells it in its own way.
    lowerUTF8(stage) AS stage_key,
    started_at AS entered_at,
    ended_at AS exited_at,
    if(
        ended_at IS NULL,
        CAST(dateDiff('millisecond', started_at, (SELECT max(horizon) FROM crm.progress WHERE timeline = 'engagement')) / 1000 AS Nullable(Decimal(18, 3))),
        NULL) AS open_seconds,
    '' AS policy_id,
    team,
    region,
    version,
    toUInt32(bitAnd(version, 4294967295)) AS revision,
    published_at
FROM crm_store.stage_visit AS fact FINAL
ASOF LEFT JOIN
(
    SELECT tenant AS person_tenant, rep_id AS person_id, valid_from AS person_from, team, region
    FROM crm.membership
) AS person ON person_tenant = fact.tenant AND person_id = fact.owner
    AND person_from <= coalesce(fact.ended_at, toDateTime64('2200-01-01 00:00:00', 3, 'UTC'))
SETTINGS do_not_merge_across_partitions_select_final = 1
COMMENT 'One visit of a deal to a stage (M4)'
