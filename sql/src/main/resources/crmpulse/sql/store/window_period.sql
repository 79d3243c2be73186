-- Any roll-up by day, week, month, quarter or year of any zone, or of each tenant's own (zone = ''), by owner, team, region, all or a dimension that the
-- tenant's profile names (dimensions.country):
--   SELECT * FROM crm.window_period(period = 'month', zone = 'Europe/Amsterdam') WHERE family = 'first_response'
-- Percentiles are nearest-rank over the merged sketch: at most 0.5 % off the exact ones. Tenants whose own days are days of
-- that zone are summed from their day windows; where days begin at other moments the facts are summed, which reads more.
-- Stages in other capitals are one label, spelled in one of their ways: each deal spells a stage that no funnel names.
CREATE OR REPLACE VIEW crm.window_period AS
WITH
    if({zone:String} = '', 'UTC', {zone:String}) AS of_zone,
    -- Tenants in whose zone any day of their windows begins at another moment.
    elsewhere AS
    (
        SELECT tenant
        FROM (SELECT DISTINCT tenant, zone FROM crm.tenant_profile) AS profile
        CROSS JOIN (SELECT toDate(min(started_at)) - 1 AS since, dateDiff('day', since, max(started_at)) + 3 AS days FROM crm_store.fact_window) AS known
        WHERE {zone:String} NOT IN ('', profile.zone)
            AND arrayExists(day -> NOT endsWith(toString(toDateTime64(toDateTime(day, of_zone), 0, 'UTC'), profile.zone), ' 00:00:00'), arrayMap(n -> since + n, range(days)))
    ),
    summed AS
    (
        SELECT
            win.tenant AS tenant, family, dated_by, started_at AS moment, win.zone AS own_zone, owner, team, region, toString(label) AS label,
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
            fact.tenant, family, dated_by, toDateTime(toDate(dateTrunc({period:String}, toTimeZone(moment, of_zone))), of_zone), of_zone, owner, team, region, label,
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
    toString(multiIf(
        {period:String} = 'day', addDays(toDate(period_start), 1),
        {period:String} = 'week', addWeeks(toDate(period_start), 1),
        {period:String} = 'month', addMonths(toDate(period_start), 1),
        {period:String} = 'quarter', addQuarters(toDate(period_start), 1),
        addYears(toDate(period_start), 1))) <= toString((SELECT min(horizon) FROM crm.progress), ends_in) AS is_final
FROM
(
    SELECT
        tenant,
        family,
        dated_by,
        dateTrunc({period:String}, toDate(substring(toString(moment, own_zone), 1, 10))) AS period_start,
        -- The zone that the tenant has at the end of the period.
        argMax(d.own_zone, d.moment) AS ends_in,
        dimension,
        value,
        min(d.label) AS label,
        sum(d.n) AS n,
        sum(d.ended_n) AS ended_n,
        sum(d.sum_seconds) AS sum_seconds,
        sum(d.business_n) AS business_n,
        sum(d.business_sum_seconds) AS business_sum_seconds,
        sum(d.zero_n) AS zero_n,
        mapSort(sumMap(d.sketch)) AS bins_and_counts,
        mapKeys(bins_and_counts) AS bins,
        arrayCumSum(mapValues(bins_and_counts)) AS ranks,
        sumMap(d.counts) AS counts
    FROM
    (
        -- By the day first: there are fewer of these, of which to say when they are, than of windows.
        SELECT
            tenant, family, dated_by, moment, own_zone, by.1 AS dimension, by.2 AS value, min(s.label) AS label, if(family = 'stage_visit', lowerUTF8(s.label), s.label) AS spelled,
            sum(s.n) AS n, sum(s.ended_n) AS ended_n, sum(s.sum_seconds) AS sum_seconds, sum(s.business_n) AS business_n, sum(s.business_sum_seconds) AS business_sum_seconds,
            sum(s.zero_n) AS zero_n, sumMap(s.sketch) AS sketch, sumMap(s.counts) AS counts
        FROM summed AS s
        -- Windows of a dimension break down what those of all facts hold.
        ARRAY JOIN if(
            s.slice.1 = '',
            [('all', ''), ('owner', owner), ('team', team), ('region', region)],
            [(concat('dimensions.', s.slice.1), s.slice.2)]) AS by
        GROUP BY tenant, family, dated_by, moment, own_zone, dimension, value, spelled
    ) AS d
    GROUP BY tenant, family, dated_by, period_start, dimension, value, spelled
)
COMMENT 'Windows added up by any period and zone, by owner, team, region, the dimensions that the tenant has summed and all, with mean and percentiles. Parameters: period (day, week, month, quarter or year), zone (of its days; empty for each tenant''s own). SELECT * FROM crm.window_period(period = ''month'', zone = ''Asia/Shanghai'')';
