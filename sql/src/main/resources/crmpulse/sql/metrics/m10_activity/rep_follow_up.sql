-- Figures of each person in the days from (included) to (excluded) in the zone, one row per figure, so that each stands beside the median of
-- the team and in its standard deviations. Customers, deals and clocks are their owner's, follow-ups those that a person did. Shares are in
-- percent with the interval of Wilson.
--   SELECT * FROM crm.rep_follow_up(from = '2026-03-01', to = '2026-04-01', zone = 'Asia/Shanghai') WHERE metric = 'ineffective share'
CREATE OR REPLACE VIEW crm.rep_follow_up AS
WITH
    -- include: wilson
    , done AS
    (
        SELECT *
        FROM crm.follow_up_between(from = {from:Date} - 1, to = {to:Date} + 1)
        WHERE rep != '' AND toDate(started_at, {zone:String}) >= {from:Date} AND toDate(started_at, {zone:String}) < {to:Date}
    ),
    part AS
    (
        SELECT tenant, rep, figure.1 AS metric, figure.2 AS unit, toFloat64(sum(figure.3)) AS hits, toFloat64(sum(figure.4)) AS cases
        FROM done
        ARRAY JOIN [
            ('ineffective share', 'percent', toFloat64(is_ineffective), 1.),
            ('yield', 'percent', toFloat64(yield != ''), 1.),
            ('invitations', 'percent', toFloat64(is_invitation), 1.),
            ('calls', 'percent', toFloat64(channel = 'call'), 1.),
            ('meetings and visits', 'percent', toFloat64(channel IN ('meeting', 'visit')), 1.),
            ('completeness', 'percent', toFloat64(ifNull(if(fields_required > 0, least(fields_filled, fields_required), NULL), 0)), toFloat64(ifNull(if(fields_filled IS NULL, NULL, fields_required), 0))),
            ('script followed', 'percent', toFloat64(script_followed = 'yes'), toFloat64(script_followed != '')),
            ('won per 100 follow-ups', 'percent', 0., 1.)] AS figure
        GROUP BY tenant, rep, metric, unit
        UNION ALL
        SELECT tenant, owner, 'won per 100 follow-ups', 'percent', toFloat64(count()), 0.
        FROM crm_store.deal FINAL
        WHERE outcome = 'won' AND owner != '' AND toDate(assumeNotNull(ended_at), {zone:String}) >= {from:Date} AND toDate(assumeNotNull(ended_at), {zone:String}) < {to:Date}
        GROUP BY tenant, owner
        UNION ALL
        SELECT tenant, rep, 'follow-ups per day', 'number', toFloat64(count()), toFloat64(uniqExact(toDate(started_at, {zone:String})))
        FROM done
        GROUP BY tenant, rep
        UNION ALL
        SELECT tenant, owner, figure.1, figure.2, sum(figure.3), sum(figure.4)
        FROM crm.customer_week_between(from = {from:Date}, to = {to:Date})
        ARRAY JOIN [
            ('follow-ups per customer and week', 'number', toFloat64(n_follow_ups), toFloat64(is_full)),
            ('weeks on target', 'percent', toFloat64(ifNull(is_met, 0)), toFloat64(is_full)),
            ('coverage', 'percent', toFloat64(n_follow_ups > 0), toFloat64(is_full)),
            ('lost contact', 'percent', toFloat64(is_lost_contact), toFloat64(is_full)),
            ('over-contact', 'percent', toFloat64(is_over_contacted), toFloat64(is_full))] AS figure
        WHERE is_full = 1 AND owner != ''
        GROUP BY tenant, owner, figure.1, figure.2
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
        SELECT tenant, rep, metric, unit, sum(hits) AS n_hits, sum(cases) AS n, if(n = 0, NULL, n_hits / n * if(unit = 'percent', 100, 1)) AS measured
        FROM part
        GROUP BY tenant, rep, metric, unit
        HAVING n > 0
        UNION ALL
        SELECT tenant, rep, figure.1, 'seconds', 0., toFloat64(delays), figure.2
        FROM
        (
            SELECT tenant, rep, count() AS delays, quantilesExact(0.5, 0.9)(toFloat64(recording_delay_seconds)) AS quantiles
            FROM done
            WHERE recording_delay_seconds IS NOT NULL
            GROUP BY tenant, rep
        )
        ARRAY JOIN [('recording delay p50', quantiles[1]), ('recording delay p90', quantiles[2])] AS figure
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
