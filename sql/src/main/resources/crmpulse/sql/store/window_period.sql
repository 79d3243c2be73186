-- Any roll-up by day, week, month, quarter or year of any zone, by owner, team, region, all or a dimension that the
-- tenant's profile names (dimensions.country):
--   SELECT * FROM crm.window_period(period = 'month', zone = 'Europe/Amsterdam') WHERE family = 'first_response'
-- Percentiles are nearest-rank over the merged sketch: at most 0.5 % off the exact ones. Tenants whose own days are days of
-- that zone are summed from their day windows; where days begin at other moments the facts are summed, which reads more.
-- Stages in other capitals are one label, spelled in one of their ways: each deal spells a stage that no funnel names.
CREATE OR REPLACE VIEW crm.window_period AS
WITH
    elsewhere AS
    (
        -- Without FINAL: when a window begins and ends is the same in all its versions.
        SELECT tenant
        FROM crm_store.fact_window
        WHERE grain = 'day' AND (
            dateTrunc('day', toTimeZone(started_at, {zone:String})) != started_at
            OR dateTrunc('day', toTimeZone(ended_at, {zone:String})) != ended_at)
        GROUP BY tenant
    ),
    summed AS
    (
        SELECT
            win.tenant AS tenant, family, dated_by, started_at AS moment, owner, team, region, toString(label) AS label,
            n, ended_n, sum_seconds, business_n, business_sum_seconds, zero_n, sketch, counts,
            (toString(dimension), value) AS slice
        FROM
        (
            -- What is asked of the figures can only be about what they are grouped by, which names a window and is the same in all its
            -- versions: so it is looked at before versions are compared, and sketches of other families are not read.
            SELECT *
            FROM crm_store.fact_window FINAL
            WHERE grain = 'day' AND tenant NOT IN (elsewhere)
            SETTINGS do_not_merge_across_partitions_select_final = 1, optimize_move_to_prewhere_if_final = 1
        ) AS win
        ASOF LEFT JOIN
        (
            SELECT tenant AS person_tenant, rep_id AS person_id, valid_from AS person_from, team, region
            FROM crm.membership
        ) AS person ON person_tenant = win.tenant AND person_id = win.owner AND person_from < win.ended_at
        UNION ALL
        SELECT
            fact.tenant, family, dated_by, moment, owner, team, region, label,
            1, isNotNull(calendar_seconds), calendar_seconds, isNotNull(business_seconds), business_seconds,
            ifNull(calendar_seconds <= 0, 0),
            -- growth and base of the bins, see sketch_seconds
            if(ifNull(calendar_seconds <= 0, 1),
                CAST(map(), 'Map(Int16, Int64)'),
                map(toInt16(ceil(log(greatest(ifNull(toFloat64(calendar_seconds), 0) * 1000, 1)) / log(1.0100502512562815))), toInt64(1))),
            if(counted = '', CAST(map(), 'Map(String, Int64)'), map(counted, toInt64(1))),
            slice
        FROM crm.summed_fact AS fact
        ASOF LEFT JOIN
        (
            SELECT tenant AS person_tenant, rep_id AS person_id, valid_from AS person_from, team, region
            FROM crm.membership
        ) AS person ON person_tenant = fact.tenant AND person_id = fact.owner AND person_from <= fact.moment
        ASOF LEFT JOIN
        (
            SELECT tenant AS profile_tenant, effective_from AS profile_from, dimensions AS profile_dimensions
            FROM crm.tenant_profile
        ) AS profile ON profile_tenant = fact.tenant AND profile_from <= fact.moment
        ARRAY JOIN arrayConcat([('', '')], arrayMap(name -> (name, fact.dimensions[name]), profile_dimensions)) AS slice
        WHERE fact.tenant IN (elsewhere)
    )
SELECT
    tenant,
    family,
    dated_by,
    period_start,
    dimension,
    value,
    label,
    n,
    ended_n,
    toFloat64(sum_seconds) / nullIf(ended_n, 0) AS mean_seconds,
    if(ended_n = 0, NULL, if(ceil(0.5 * ended_n) <= zero_n, 0, pow(1.0100502512562815, bins[arrayFirstIndex(c -> c + zero_n >= ceil(0.5 * ended_n), ranks)]) * 0.000995)) AS p50_seconds,
    if(ended_n = 0, NULL, if(ceil(0.9 * ended_n) <= zero_n, 0, pow(1.0100502512562815, bins[arrayFirstIndex(c -> c + zero_n >= ceil(0.9 * ended_n), ranks)]) * 0.000995)) AS p90_seconds,
    if(ended_n = 0, NULL, if(ceil(0.95 * ended_n) <= zero_n, 0, pow(1.0100502512562815, bins[arrayFirstIndex(c -> c + zero_n >= ceil(0.95 * ended_n), ranks)]) * 0.000995)) AS p95_seconds,
    sum_seconds,
    business_n,
    toFloat64(business_sum_seconds) / nullIf(business_n, 0) AS business_mean_seconds,
    counts,
    multiIf(
        {period:String} = 'day', addDays(toDateTime(toDate(period_start), {zone:String}), 1),
        {period:String} = 'week', addWeeks(toDateTime(toDate(period_start), {zone:String}), 1),
        {period:String} = 'month', addMonths(toDateTime(toDate(period_start), {zone:String}), 1),
        {period:String} = 'quarter', addQuarters(toDateTime(toDate(period_start), {zone:String}), 1),
        addYears(toDateTime(toDate(period_start), {zone:String}), 1)) <= (SELECT min(horizon) FROM crm.progress) AS is_final
FROM
(
    SELECT
        tenant,
        family,
        dated_by,
        dateTrunc({period:String}, toTimeZone(moment, {zone:String})) AS period_start,
        by.1 AS dimension,
        by.2 AS value,
        min(s.label) AS label,
        sum(s.n) AS n,
        sum(s.ended_n) AS ended_n,
        sum(s.sum_seconds) AS sum_seconds,
        sum(s.business_n) AS business_n,
        sum(s.business_sum_seconds) AS business_sum_seconds,
        sum(s.zero_n) AS zero_n,
        mapSort(sumMap(s.sketch)) AS bins_and_counts,
        mapKeys(bins_and_counts) AS bins,
        arrayCumSum(mapValues(bins_and_counts)) AS ranks,
        sumMap(s.counts) AS counts
    FROM summed AS s
    -- Windows of a dimension break down what those of all facts hold.
    ARRAY JOIN if(
        s.slice.1 = '',
        [('all', ''), ('owner', owner), ('team', team), ('region', region)],
        [(concat('dimensions.', s.slice.1), s.slice.2)]) AS by
    GROUP BY tenant, family, dated_by, period_start, dimension, value, if(family = 'stage_visit', lowerUTF8(s.label), s.label)
)
COMMENT 'Windows added up by any period and zone, by owner, team, region, the dimensions that the tenant has summed and all, with mean and percentiles. Parameters: period (day, week, month, quarter or year), zone (of its days). SELECT * FROM crm.window_period(period = ''month'', zone = ''Asia/Shanghai'')';
