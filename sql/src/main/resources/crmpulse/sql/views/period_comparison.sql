-- What changed between the days from before_from (included) to before_to (excluded) and those from after_from to after_to, in the zone, for all,
-- by team and by person. Shares have Newcombe's interval of their difference, means of hours that of Welch with the normal quantile, which wants
-- some thirty cases on either side. An interval without 0 says that the difference is not chance alone, not what caused it.
--   SELECT metric, before, after, difference, difference_low, difference_high FROM crm.period_comparison(before_from = '2026-01-01', before_to = '2026-02-01', after_from = '2026-02-01', after_to = '2026-03-01', zone = 'UTC') WHERE breakdown = 'all'
CREATE OR REPLACE VIEW crm.period_comparison AS
WITH
    -- include: wilson
    ,
    -- include: newcombe
    , toDateTime64(least({before_from:Date}, {after_from:Date}) - 1, 3, 'UTC') AS begins, toDateTime64(greatest({before_to:Date}, {after_to:Date}) + 1, 3, 'UTC') AS ends,
    -- Each table is read once, whatever is measured of its rows; days of UTC around those of the zone leave out most of them before teams are looked up.
    observed AS
    (
        SELECT tenant, owner, team, one.1 AS metric, one.2 AS unit, one.3 AS at, one.4 AS measured
        FROM crm.first_response
        ARRAY JOIN arrayConcat(
            [('answered within 1 h', 'percent', started_at, toFloat64(ifNull(toString(bucket) = '<1h', false)))],
            if(ended_at IS NULL, [], [('hours to first response', 'hours', assumeNotNull(ended_at), toFloat64(assumeNotNull(calendar_seconds)) / 3600)])) AS one
        WHERE started_at < ends AND (started_at >= begins OR ended_at >= begins)
        UNION ALL
        SELECT tenant, owner, team, one.1, one.2, at, one.3
        FROM (SELECT tenant, owner, team, outcome, assumeNotNull(ended_at) AS at, toFloat64(assumeNotNull(calendar_seconds)) / 3600 AS hours FROM crm.deal WHERE ended_at >= begins AND ended_at < ends) AS closed
        ARRAY JOIN arrayConcat([('deals won of those closed', 'percent', toFloat64(outcome = 'won'))], if(outcome = 'won', [('hours to win', 'hours', hours)], [])) AS one
        UNION ALL
        SELECT tenant, owner, team, 'hours in a stage', 'hours', assumeNotNull(ended_at), toFloat64(assumeNotNull(calendar_seconds)) / 3600
        FROM crm.stage_visit
        WHERE ended_at >= begins AND ended_at < ends AND next_stage != 'DELETED'
        UNION ALL
        SELECT tenant, rep, team, 'effective follow-ups', 'percent', started_at, toFloat64(is_ineffective = 0)
        FROM crm.follow_up_between(from = least({before_from:Date}, {after_from:Date}) - 1, to = greatest({before_to:Date}, {after_to:Date}) + 1)
        UNION ALL
        SELECT due.tenant, due.owner, person.team, 'SLAs kept', 'percent', due.due_at, toFloat64(due.state = 'kept')
        FROM (SELECT tenant, owner, state, assumeNotNull(due_at) AS due_at FROM crm_store.sla_clock FINAL WHERE state IN ('kept', 'breached') AND due_at >= begins AND due_at < ends) AS due
        ASOF LEFT JOIN (SELECT tenant, rep_id, valid_from, team FROM crm.membership) AS person
            ON person.tenant = due.tenant AND person.rep_id = due.owner AND person.valid_from <= due.due_at
    ),
    placed AS
    (
        SELECT
            *,
            toDate(at, {zone:String}) AS day,
            day >= {before_from:Date} AND day < {before_to:Date} AS is_before,
            day >= {after_from:Date} AND day < {after_to:Date} AS is_after
        FROM observed
        WHERE is_before OR is_after
    ),
    -- By person and team first: there are few of these to count for all, for the team and for the person.
    by_place AS
    (
        SELECT
            tenant, metric, unit, owner, team,
            countIf(is_before) AS count_before,
            countIf(is_after) AS count_after,
            sumIf(measured, is_before) AS total_before,
            sumIf(measured, is_after) AS total_after,
            varSampStateIf(measured, is_before) AS spread_before,
            varSampStateIf(measured, is_after) AS spread_after
        FROM placed
        GROUP BY tenant, metric, unit, owner, team
    ),
    compared AS
    (
        SELECT
            tenant,
            metric,
            unit,
            by.1 AS breakdown,
            by.2 AS value,
            sum(count_before) AS n_before,
            sum(count_after) AS n_after,
            sum(total_before) AS sum_before,
            sum(total_after) AS sum_after,
            varSampMerge(spread_before) AS variance_before,
            varSampMerge(spread_after) AS variance_after
        FROM by_place
        ARRAY JOIN [('all', ''), ('team', team), ('person', owner)] AS by
        WHERE by.1 = 'all' OR by.2 != ''
        GROUP BY tenant, metric, unit, breakdown, value
    ),
    if(unit = 'percent', 100, 1) AS scale,
    sum_after / n_after - sum_before / n_before AS change,
    1.959964 * sqrt(variance_before / n_before + variance_after / n_after) AS half_width
SELECT
    tenant,
    metric,
    unit,
    breakdown,
    value,
    {zone:String} AS zone,
    n_before,
    if(n_before = 0, NULL, round(sum_before / n_before * scale, 4)) AS before,
    n_after,
    if(n_after = 0, NULL, round(sum_after / n_after * scale, 4)) AS after,
    if(n_before = 0 OR n_after = 0, NULL, round(change * scale, 4)) AS difference,
    multiIf(
        n_before = 0 OR n_after = 0, NULL,
        unit = 'percent', round(newcombe_low(sum_after, n_after, sum_before, n_before) * 100, 4),
        n_before < 2 OR n_after < 2, NULL,
        round(change - half_width, 4)) AS difference_low,
    multiIf(
        n_before = 0 OR n_after = 0, NULL,
        unit = 'percent', round(newcombe_high(sum_after, n_after, sum_before, n_before) * 100, 4),
        n_before < 2 OR n_after < 2, NULL,
        round(change + half_width, 4)) AS difference_high,
    if(difference_low IS NULL, NULL, difference_low > 0 OR difference_high < 0) AS is_beyond_chance,
    'arrival of the lead; end of what lasted; follow-up; due date' AS dated_by
FROM compared
SETTINGS join_use_nulls = 0
COMMENT 'Two periods compared for all, by team and by person: shares and mean hours, their difference and its interval of 95 % (M1, M4, M5, M11, M27). Parameters: before_from (first day of the earlier period), before_to (day after its last), after_from (first day of the later period), after_to (day after its last), zone (of the days). SELECT * FROM crm.period_comparison(before_from = ''2026-01-01'', before_to = ''2026-02-01'', after_from = ''2026-02-01'', after_to = ''2026-03-01'', zone = ''UTC'')'
