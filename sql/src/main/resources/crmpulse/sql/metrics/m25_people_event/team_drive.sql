-- What drives each team in the days from (included) to (excluded) in the zone. Average headcount is the mean of both ends; a promotion is as fast as the time since
-- the promotion before, else since the person was first known. Of employees the latest answer per person and topic counts, and nothing is shown of
-- fewer people than the tenant's minimum n.
--   SELECT * FROM crm.team_drive(from = '2026-01-01', to = '2026-04-01', zone = 'Asia/Shanghai')
CREATE OR REPLACE VIEW crm.team_drive AS
WITH
    standing AS
    (
        SELECT tenant, rep_id, team, valid_from, valid_to, status, any(status) OVER person AS status_before, count() OVER person AS changes_before
        FROM crm.people
        WHERE valid_to IS NULL OR valid_to > valid_from
        WINDOW person AS (PARTITION BY tenant, rep_id ORDER BY change_no ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING)
    ),
    first_known AS
    (
        SELECT tenant, rep_id, min(valid_from) AS known_at
        FROM crm.people
        GROUP BY tenant, rep_id
    ),
    promoted AS
    (
        SELECT event.tenant AS tenant, event.owner AS owner, event.team AS team, event.started_at AS started_at,
            -- Months of the mean length.
            dateDiff('second', if(before_at = toDateTime64(0, 3, 'UTC'), known.known_at, before_at), event.started_at) / 2629746 AS months
        FROM
        (
            SELECT tenant, owner, team, started_at, lagInFrame(started_at) OVER (PARTITION BY tenant, owner ORDER BY event_no ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS before_at
            FROM crm.people_event
            WHERE kind = 'promotion' AND owner != ''
        ) AS event
        LEFT JOIN first_known AS known ON known.tenant = event.tenant AND known.rep_id = event.owner
        WHERE toDate(event.started_at, {zone:String}) >= {from:Date} AND toDate(event.started_at, {zone:String}) < {to:Date}
    ),
    given AS
    (
        SELECT tenant, owner, team, kind, status
        FROM crm.people_event
        WHERE owner != '' AND toDate(started_at, {zone:String}) >= {from:Date} AND toDate(started_at, {zone:String}) < {to:Date}
    ),
    answered AS
    (
        SELECT tenant, team, respondent_no, score
        FROM crm.employee_answer
        WHERE toDate(answered_at, {zone:String}) >= {from:Date} AND toDate(answered_at, {zone:String}) < {to:Date}
        ORDER BY answered_at DESC
        LIMIT 1 BY tenant, respondent_no, topic
    ),
    counted AS
    (
        SELECT
            tenant, team,
            countIf(status != 'left' AND toDate(valid_from, {zone:String}) < {from:Date} AND (valid_to IS NULL OR toDate(assumeNotNull(valid_to), {zone:String}) >= {from:Date})) AS at_begin,
            countIf(status != 'left' AND toDate(valid_from, {zone:String}) < {to:Date} AND (valid_to IS NULL OR toDate(assumeNotNull(valid_to), {zone:String}) >= {to:Date})) AS at_end,
            countIf(status = 'left' AND status_before != 'left' AND changes_before > 0 AND toDate(valid_from, {zone:String}) >= {from:Date} AND toDate(valid_from, {zone:String}) < {to:Date}) AS leavers,
            0 AS recognitions, [] AS recognised, 0 AS invited, 0 AS attended, 0 AS suggestions, 0 AS promotions, [] AS months, [] AS respondents, 0 AS answers, 0 AS content,
            0. AS reached, 0. AS to_reach
        FROM standing
        WHERE team != ''
        GROUP BY tenant, team
        UNION ALL
        SELECT
            tenant, team, 0, 0, 0,
            countIf(kind = 'recognition'), groupUniqArrayIf(owner, kind = 'recognition'), countIf(kind = 'training'), countIf(kind = 'training' AND lowerUTF8(status) != 'missed'),
            countIf(kind = 'suggestion'), 0, [], [], 0, 0, 0., 0.
        FROM given
        GROUP BY tenant, team
        UNION ALL
        SELECT tenant, team, 0, 0, 0, 0, [], 0, 0, 0, count(), groupArray(toFloat64(months)), [], 0, 0, 0., 0.
        FROM promoted
        GROUP BY tenant, team
        UNION ALL
        SELECT tenant, team, 0, 0, 0, 0, [], 0, 0, 0, 0, [], groupUniqArray(respondent_no), count(), countIf(score >= 4), 0., 0.
        FROM answered
        GROUP BY tenant, team
        UNION ALL
        SELECT tenant, team, 0, 0, 0, 0, [], 0, 0, 0, 0, [], [], 0, 0, sum(toFloat64(ifNull(reached, 0))), sum(toFloat64(ifNull(to_reach, 0)))
        FROM crm.goal_due
        WHERE is_counted_for_team AND toDate(goal_until - toIntervalMillisecond(1), {zone:String}) >= {from:Date} AND toDate(goal_until - toIntervalMillisecond(1), {zone:String}) < {to:Date}
        GROUP BY tenant, team
    )
SELECT
    counted.tenant AS tenant,
    team,
    {zone:String} AS zone,
    sum(at_begin) AS headcount_at_begin,
    sum(at_end) AS headcount_at_end,
    (headcount_at_begin + headcount_at_end) / 2 AS average_headcount,
    sum(leavers) AS n_leavers,
    if(average_headcount = 0, NULL, round(n_leavers / average_headcount * 100, 4)) AS attrition_rate,
    sum(counted.recognitions) AS n_recognitions,
    length(arrayDistinct(arrayFlatten(groupArray(recognised)))) AS n_recognised,
    if(headcount_at_end = 0, NULL, round(n_recognised / headcount_at_end * 100, 4)) AS recognition_coverage,
    sum(invited) AS n_trainings,
    sum(attended) AS n_attended,
    if(n_trainings = 0, NULL, round(n_attended / n_trainings * 100, 4)) AS training_rate,
    sum(promotions) AS n_promotions,
    if(n_promotions = 0, NULL, round(arrayReduce('median', arrayFlatten(groupArray(months))), 4)) AS promotion_months_median,
    sum(suggestions) AS n_suggestions,
    greatest(1, any(smallest_n)) AS minimum_n,
    length(arrayDistinct(arrayFlatten(groupArray(respondents)))) AS n_respondents,
    n_respondents >= minimum_n AS is_shown,
    if(is_shown, round(sum(content) / nullIf(sum(answers), 0) * 100, 4), NULL) AS employee_satisfaction,
    if(sum(counted.to_reach) <= 0, NULL, round(sum(counted.reached) / sum(counted.to_reach) * 100, 4)) AS attainment,
    'day of the event; goals by the last day that they hold' AS dated_by
FROM counted
-- include: smallest_n
WHERE team != ''
GROUP BY tenant, team
SETTINGS join_use_nulls = 0
COMMENT 'What drives each team in a period: goals, recognition, training, promotion, content employees, attrition (M25). Parameters: from (first day), to (day after the last), zone (of the days). SELECT * FROM crm.team_drive(from = ''2026-01-01'', to = ''2026-04-01'', zone = ''Asia/Shanghai'')'
