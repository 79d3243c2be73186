-- Which figures of closed periods changed since a moment, from what to what, and by what, by owner, team, region and all:
--   SELECT * FROM crm.changed_since(tenant = 'acme', since = '2026-03-02 08:00:00', period = 'week', zone = 'UTC') WHERE dimension = 'all'
-- causes has each event with its reason, type, source, id, time and a fact that it changed, the earliest first; of more than a
-- hundred, n_causes says how many there are. def_before and def_now count the sets of policies that history was evaluated by.
CREATE OR REPLACE VIEW crm.changed_since AS
WITH
    correction AS
    (
        SELECT
            family, dated_by, toString(label) AS label, owner, started_at, ended_at, run, def_before, def_after, published_at, reason,
            n_after - n_before AS n_delta,
            if(dated_by = 'ended_at', sum_seconds_after - sum_seconds_before, 0) AS sum_delta,
            if(dated_by = 'ended_at', business_sum_seconds_after - business_sum_seconds_before, 0) AS business_sum_delta,
            mapSubtract(counts_after, counts_before) AS counts_delta,
            (ifNull(cause_time, toDateTime64(0, 3, 'UTC')), toString(reason), toString(cause_type), toString(cause_source), cause_id, cause) AS caused_by
        FROM crm.correction
        WHERE tenant = {tenant:String} AND grain = 'day' AND dimension = '' AND published_at > {since:DateTime64(3, 'UTC')}
    ),
    person AS
    (
        SELECT rep_id AS person_id, valid_from AS person_from, team, region
        FROM crm.membership
        WHERE tenant = {tenant:String}
    ),
    changed AS
    (
        SELECT
            family, dated_by, label, by.1 AS dimension, by.2 AS value,
            dateTrunc({period:String}, toTimeZone(correction.started_at, {zone:String})) AS period_start,
            sum(n_delta) AS n_delta,
            sum(sum_delta) AS sum_delta,
            sum(business_sum_delta) AS business_sum_delta,
            mapFilter((k, v) -> v != 0, sumMap(counts_delta)) AS counts_delta,
            arraySort(groupUniqArray(100)(caused_by)) AS causes,
            uniqExact(caused_by) AS n_causes,
            arraySort(groupUniqArray(reason)) AS reasons,
            argMin(def_before, (run, published_at)) AS def_before,
            argMax(def_after, (run, published_at)) AS def_now,
            min(correction.published_at) AS first_changed_at,
            max(correction.published_at) AS last_changed_at
        FROM correction
        ASOF LEFT JOIN person ON person.person_id = correction.owner AND person.person_from < correction.ended_at
        ARRAY JOIN [('all', ''), ('owner', correction.owner), ('team', person.team), ('region', person.region)] AS by
        GROUP BY family, dated_by, label, dimension, value, period_start
        HAVING n_delta != 0 OR sum_delta != 0 OR business_sum_delta != 0 OR notEmpty(counts_delta)
    ),
    current AS
    (
        SELECT
            family, dated_by, toString(label) AS label, by.1 AS dimension, by.2 AS value,
            dateTrunc({period:String}, toTimeZone(win.started_at, {zone:String})) AS period_start,
            sum(win.n) AS n,
            if(dated_by = 'ended_at', sum(win.sum_seconds), 0) AS sum_seconds,
            if(dated_by = 'ended_at', sum(win.business_sum_seconds), 0) AS business_sum_seconds,
            sumMap(win.counts) AS counts
        FROM crm.fact_window AS win
        ARRAY JOIN [('all', ''), ('owner', win.owner), ('team', win.team), ('region', win.region)] AS by
        WHERE win.tenant = {tenant:String} AND win.grain = 'day' AND win.dimension = '' AND win.family IN (SELECT family FROM correction)
        GROUP BY family, dated_by, label, dimension, value, period_start
    )
SELECT
    {tenant:String} AS tenant,
    changed.family AS family,
    changed.dated_by AS dated_by,
    changed.period_start AS period_start,
    changed.dimension AS dimension,
    changed.value AS value,
    changed.label AS label,
    current.n - changed.n_delta AS n_before,
    current.n AS n_now,
    if(changed.dated_by = 'ended_at', toFloat64(current.sum_seconds - changed.sum_delta) / nullIf(n_before, 0), NULL) AS mean_seconds_before,
    if(changed.dated_by = 'ended_at', toFloat64(current.sum_seconds) / nullIf(n_now, 0), NULL) AS mean_seconds_now,
    if(changed.dated_by = 'ended_at', current.business_sum_seconds - changed.business_sum_delta, NULL) AS business_sum_seconds_before,
    if(changed.dated_by = 'ended_at', current.business_sum_seconds, NULL) AS business_sum_seconds_now,
    mapFilter((k, v) -> v != 0, mapSubtract(current.counts, changed.counts_delta)) AS counts_before,
    current.counts AS counts_now,
    changed.reasons AS reasons,
    arrayMap(c -> CAST((c.2, c.3, c.4, c.5, c.1, c.6), 'Tuple(reason String, type String, source String, id String, time DateTime64(3, \'UTC\'), fact String)'), changed.causes) AS causes,
    changed.n_causes AS n_causes,
    changed.def_before AS def_before,
    changed.def_now AS def_now,
    changed.first_changed_at AS first_changed_at,
    changed.last_changed_at AS last_changed_at
FROM changed
LEFT JOIN current ON current.family = changed.family AND current.dated_by = changed.dated_by AND current.label = changed.label
    AND current.dimension = changed.dimension AND current.value = changed.value AND current.period_start = changed.period_start
COMMENT 'Which figures of closed periods changed since a moment, from what to what, and by what. Parameters: tenant (whose figures), since (moment, UTC), period (day, week, month, quarter or year), zone (of its days). SELECT * FROM crm.changed_since(tenant = ''acme'', since = ''2026-03-02 08:00:00'', period = ''week'', zone = ''UTC'')'
