-- is_final: the horizon of every timeline has passed the end of the window, so a change from now on is a correction.
-- Windows of a dimension stand beside those of all facts: a sum over windows names the dimension, or '' for all.
-- team and region are the owner's at the end of the window.
CREATE OR REPLACE VIEW crm.fact_window AS
SELECT
    win.* EXCEPT (version, is_deleted, published_at),
    team,
    region,
    win.ended_at <= (SELECT min(horizon) FROM crm.progress) AS is_final,
    version,
    toUInt32(bitAnd(version, 4294967295)) AS revision,
    published_at
FROM crm_store.fact_window AS win FINAL
ASOF LEFT JOIN
(
    SELECT tenant AS person_tenant, rep_id AS person_id, valid_from AS person_from, team, region
    FROM crm.membership
) AS person ON person_tenant = win.tenant AND person_id = win.owner AND person_from < win.ended_at
SETTINGS do_not_merge_across_partitions_select_final = 1
COMMENT 'Sums of facts of one kind: one owner''s of a day, everyone''s of an hour, both where the tenant is';
