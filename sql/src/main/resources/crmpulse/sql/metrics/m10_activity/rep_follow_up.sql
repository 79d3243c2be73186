-- Figures of each person in the days from (included) to (excluded) in the zone, one row per figure, so that each stands beside the median of
-- the team and in its standard deviations. Customers, deals and clocks are their owner's, follow-ups those that a person did. Shares are in
-- percent with the interval of Wilson.
--   SELECT * FROM crm.rep_follow_up(from = '2026-03-01', to = '2026-04-01', zone = 'Asia/Shanghai') WHERE metric = 'ineffective share'
CREATE OR REPLACE VIEW crm.rep_follow_up AS
WITH
    -- include: wilson
    , done AS
    (
        SELECT
            tenant, rep, toFloat64(count()) AS follow_ups, toFloat64(uniqExact(toDate(started_at, {zone:String}))) AS days, toFloat64(sum(is_ineffective)) AS ineffective,
            toFloat64(countIf(yield != '')) AS yielded, toFloat64(sum(is_invitation)) AS invitations, toFloat64(countIf(channel = 'call')) AS calls,
            toFloat64(countIf(channel IN ('meeting', 'visit'))) AS meetings,
            toFloat64(sumIf(least(assumeNotNull(fields_filled), assumeNotNull(fields_required)), fields_filled IS NOT NULL AND fields_required > 0)) AS filled,
            toFloat64(sumIf(assumeNotNull(fields_required), fields_filled IS NOT NULL AND fields_required IS NOT NULL)) AS required,
            toFloat64(countIf(script_followed = 'yes')) AS by_script, toFloat64(countIf(script_followed != '')) AS scripted,
            toFloat64(count(recording_delay_seconds)) AS delays, quantilesExact(0.5, 0.9)(toFloat64(recording_delay_seconds)) AS delay_quantiles
        FROM crm.follow_up_between(from = {from:Date} - 1, to = {to:Date} + 1)
        WHERE rep != '' AND toDate(started_at, {zone:String}) >= {from:Date} AND toDate(started_at, {zone:String}) < {to:Date}
        GROUP BY tenant, rep
    ),
    part AS
    (
        SELECT tenant, rep, figure.1 AS metric, figure.2 AS unit, figure.3 AS hits, figure.4 AS cases
        FROM done
        ARRAY JOIN [
            ('ineffective share', 'percent', ineffective, follow_ups),
            ('yield', 'percent', yielded, follow_ups),
            ('invitations', 'percent', invitations, follow_ups),
            ('calls', 'percent', calls, follow_ups),
            ('meetings and visits', 'percent', meetings, follow_ups),
            ('completeness', 'percent', filled, required),
            ('script followed', 'percent', by_script, scripted),
            ('won per 100 follow-ups', 'percent', 0., follow_ups),
            ('follow-ups per day', 'number', follow_ups, days),
            ('recording delay p50', 'seconds', delay_quantiles[1], delays),
            ('recording delay p90', 'seconds', delay_quantiles[2], delays)] AS figure
        UNION ALL
        SELECT tenant, owner, 'won per 100 follow-ups', 'percent', toFloat64(count()), 0.
        FROM crm_store.deal FINAL
        WHERE outcome = 'won' AND owner != '' AND toDate(assumeNotNull(ended_at), {zone:String}) >= {from:Date} AND toDate(assumeNotNull(ended_at), {zone:String}) < {to:Date}
        GROUP BY tenant, owner
        UNION ALL
        -- Added up before they are unfolded: weeks of customers are many.
        SELECT tenant, owner, figure.1, figure.2, figure.3, weeks
        FROM
        (
            SELECT
                tenant, owner, toFloat64(count()) AS weeks, toFloat64(sum(n_follow_ups)) AS follow_ups, toFloat64(countIf(is_met = 1)) AS met,
                toFloat64(countIf(n_follow_ups > 0)) AS covered, toFloat64(sum(is_lost_contact)) AS lost_contact, toFloat64(sum(is_over_contacted)) AS over_contacted
            FROM crm.customer_week_between(from = {from:Date}, to = {to:Date})
            WHERE is_full = 1 AND owner != ''
            GROUP BY tenant, owner
        )
        ARRAY JOIN [
            ('follow-ups per customer and week', 'number', follow_ups),
            ('weeks on target', 'percent', met),
            ('coverage', 'percent', covered),
            ('lost contact', 'percent', lost_contact),
            ('over-contact', 'percent', over_contacted)] AS figure
        UNION ALL
        SELECT tenant, owner, figure.1, 'percent', sum(figure.2), sum(figure.3)
        FROM crm.stage_evidence_between(from = {from:Date} - 1, to = {to:Date} + 1)
        ARRAY JOIN [('steps with evidence', toFloat64(has_evidence), 1.), ('checklist', toFloat64(items_done), toFloat64(items))] AS figure
        WHERE owner != '' AND toDate(moved_at, {zone:String}) >= {from:Date} AND toDate(moved_at, {zone:String}) < {to:Date}
        GROUP BY tenant, owner, figure.1
        UNION ALL
        SELECT tenant, owner, if(sla = 'next-step', 'next steps kept', 'clocks kept'), 'percent', toFloat64(countIf(state = 'kept')), toFloat64(count())
        FROM crm_store.sla_clock FINAL
        WHERE state IN ('kept', 'breached') AND owner != '' AND due_at IS NOT NULL
            AND toDate(assumeNotNull(due_at), {zone:String}) >= {from:Date} AND toDate(assumeNotNull(due_at), {zone:String}) < {to:Date}
        GROUP BY tenant, owner, sla = 'next-step'
        UNION ALL
        SELECT tenant, sender, 'customers who reply', 'percent', toFloat64(countIf(ended_at IS NOT NULL)), toFloat64(count())
        FROM crm_store.customer_reply FINAL
        WHERE sender != '' AND cancel_reason = '' AND toDate(started_at, {zone:String}) >= {from:Date} AND toDate(started_at, {zone:String}) < {to:Date}
        GROUP BY tenant, sender
    ),
    figures AS
    (
        SELECT
            tenant, rep, metric, unit, sum(hits) AS n_hits, sum(cases) AS n,
            multiIf(n = 0, NULL, unit = 'seconds', n_hits, n_hits / n * if(unit = 'percent', 100, 1)) AS measured
        FROM part
        GROUP BY tenant, rep, metric, unit
        HAVING n > 0
    ),
    placed AS
    (
        SELECT figures.*, person.team AS team, person.region AS region
        FROM figures
        LEFT JOIN
        (
            SELECT tenant, rep_id, argMax(team, valid_from) AS team, argMax(region, valid_from) AS region
            FROM crm.membership
            WHERE toDate(valid_from, {zone:String}) < {to:Date}
            GROUP BY tenant, rep_id
        ) AS person ON person.tenant = figures.tenant AND person.rep_id = figures.rep
    )
SELECT
    tenant,
    concat(rep, '/', metric) AS id,
    rep,
    team,
    region,
    metric,
    unit,
    {zone:String} AS zone,
    n,
    round(measured, 4) AS value,
    if(unit = 'percent' AND n_hits <= n, round(wilson_low(n_hits, n) * 100, 4), NULL) AS value_low,
    if(unit = 'percent' AND n_hits <= n, round(wilson_high(n_hits, n) * 100, 4), NULL) AS value_high,
    count() OVER of_team AS n_team,
    round(median(measured) OVER of_team, 4) AS team_median,
    if(stddevPop(measured) OVER of_team = 0, NULL, round((measured - avg(measured) OVER of_team) / stddevPop(measured) OVER of_team, 4)) AS z_score,
    'day of the follow-up, step or due date; begin of the week' AS dated_by
FROM placed
WINDOW of_team AS (PARTITION BY tenant, team, metric)
SETTINGS join_use_nulls = 0
COMMENT 'What each person''s follow-ups were like in a period, each figure beside the median of the team and its z-score (M10, M11, M12). Parameters: from (first day), to (day after the last), zone (of the days). SELECT * FROM crm.rep_follow_up(from = ''2026-03-01'', to = ''2026-04-01'', zone = ''Asia/Shanghai'')'
