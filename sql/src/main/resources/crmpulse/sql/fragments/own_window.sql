-- Day windows of the tenants that are not elsewhere, placed in periods of their own days. One part for each way to break down, so that those which are not asked for
-- are not read. Windows of a dimension break down what those of all facts hold.
daily AS
(
    -- What is asked of the figures can only be about what they are grouped by, which names a window and is the same in all its
    -- versions: so it is looked at before versions are compared, and sketches of other families are not read.
    SELECT
        tenant, family, dated_by, started_at, ended_at, zone, dateTrunc({period:String}, toDate(substring(toString(started_at, zone), 1, 10))) AS period_start, owner, label,
        n, ended_n, sum_seconds, business_n, business_sum_seconds, zero_n, sketch, counts, dimension, value
    FROM crm_store.fact_window FINAL
    WHERE grain = 'day' AND NOT has(elsewhere, tenant)
    SETTINGS do_not_merge_across_partitions_select_final = 1, optimize_move_to_prewhere_if_final = 1
),
member AS
(
    SELECT tenant AS person_tenant, rep_id AS person_id, valid_from AS person_from, team, region
    FROM crm.membership
),
of_own_days AS
(
    SELECT
        tenant, family, dated_by, period_start, started_at AS moment, zone AS own_zone, 'all' AS dimension, '' AS value, toString(label) AS label,
        n, ended_n, sum_seconds, business_n, business_sum_seconds, zero_n, sketch, counts
    FROM daily
    WHERE daily.dimension = ''
    UNION ALL
    SELECT
        tenant, family, dated_by, period_start, started_at, zone, 'owner', owner, toString(label),
        n, ended_n, sum_seconds, business_n, business_sum_seconds, zero_n, sketch, counts
    FROM daily
    WHERE daily.dimension = ''
    UNION ALL
    SELECT
        tenant, family, dated_by, period_start, started_at, zone, 'team', toString(team), toString(label),
        n, ended_n, sum_seconds, business_n, business_sum_seconds, zero_n, sketch, counts
    FROM (SELECT * FROM daily WHERE dimension = '') AS win
    ASOF LEFT JOIN member ON person_tenant = win.tenant AND person_id = win.owner AND person_from < win.ended_at
    UNION ALL
    SELECT
        tenant, family, dated_by, period_start, started_at, zone, 'region', toString(region), toString(label),
        n, ended_n, sum_seconds, business_n, business_sum_seconds, zero_n, sketch, counts
    FROM (SELECT * FROM daily WHERE dimension = '') AS win
    ASOF LEFT JOIN member ON person_tenant = win.tenant AND person_id = win.owner AND person_from < win.ended_at
    UNION ALL
    SELECT
        tenant, family, dated_by, period_start, started_at, zone, concat('dimensions.', daily.dimension), daily.value, toString(label),
        n, ended_n, sum_seconds, business_n, business_sum_seconds, zero_n, sketch, counts
    FROM daily
    WHERE daily.dimension != ''
)
