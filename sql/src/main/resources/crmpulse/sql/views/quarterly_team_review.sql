-- Report of the days from (included) to (excluded) in the zone: what each team does worse, or slower, than the other teams of its tenant.
-- kind part: shares of what went well, each measured by how far it is from the share of the other teams in standard errors (z_score), so that
-- small numbers weigh little. kind clock: SLAs that came due, likewise, with the median of the time they took. kind stage: median hours in a
-- stage, open visits included, beside that of all teams. place 1 is the weakest of its kind.
--   SELECT team, name, value, others FROM crm.quarterly_team_review(from = '2026-01-01', to = '2026-04-01', zone = 'Asia/Shanghai') WHERE kind = 'part' AND place = 1
CREATE OR REPLACE VIEW crm.quarterly_team_review AS
WITH
    clock AS
    (
        SELECT due.tenant AS tenant, person.team AS team, due.sla AS sla, due.state AS state, due.net_seconds AS net_seconds
        FROM
        (
            SELECT tenant, owner, sla, state, net_seconds, assumeNotNull(due_at) AS due_at
            FROM crm_store.sla_clock FINAL
            WHERE state IN ('kept', 'breached') AND owner != '' AND due_at IS NOT NULL
                AND toDate(assumeNotNull(due_at), {zone:String}) >= {from:Date} AND toDate(assumeNotNull(due_at), {zone:String}) < {to:Date}
        ) AS due
        ASOF LEFT JOIN (SELECT tenant, rep_id, valid_from, team FROM crm.membership) AS person
            ON person.tenant = due.tenant AND person.rep_id = due.owner AND person.valid_from <= due.due_at
    ),
    counted AS
    (
        SELECT tenant, team, 'part' AS kind, 'answered within 1 h' AS name, toFloat64(countIf(ifNull(toString(bucket) = '<1h', false))) AS hits, toFloat64(count()) AS cases, CAST(NULL AS Nullable(Float64)) AS p50_hours
        FROM crm.first_response
        WHERE toDate(started_at, {zone:String}) >= {from:Date} AND toDate(started_at, {zone:String}) < {to:Date}
        GROUP BY tenant, team
        UNION ALL
        SELECT tenant, team, 'part', 'deals won of those closed', toFloat64(countIf(outcome = 'won')), toFloat64(count()), NULL
        FROM crm.deal
        WHERE ended_at IS NOT NULL AND toDate(assumeNotNull(ended_at), {zone:String}) >= {from:Date} AND toDate(assumeNotNull(ended_at), {zone:String}) < {to:Date}
        GROUP BY tenant, team
        UNION ALL
        SELECT tenant, team, 'part', 'effective follow-ups', toFloat64(countIf(is_ineffective = 0)), toFloat64(count()), NULL
        FROM crm.follow_up_between(from = {from:Date} - 1, to = {to:Date} + 1)
        WHERE toDate(started_at, {zone:String}) >= {from:Date} AND toDate(started_at, {zone:String}) < {to:Date}
        GROUP BY tenant, team
        UNION ALL
        SELECT tenant, team, 'part', 'satisfied answers', toFloat64(countIf(category = 'satisfied')), toFloat64(count()), NULL
        FROM crm.survey_answer
        WHERE kind = 'csat' AND superseded_at IS NULL AND toDate(started_at, {zone:String}) >= {from:Date} AND toDate(started_at, {zone:String}) < {to:Date}
        GROUP BY tenant, team
        UNION ALL
        SELECT tenant, team, 'part', 'SLAs kept', toFloat64(countIf(state = 'kept')), toFloat64(count()), NULL
        FROM clock
        GROUP BY tenant, team
        UNION ALL
        SELECT tenant, team, 'clock', toString(sla), toFloat64(countIf(state = 'kept')), toFloat64(count()), quantileExactOrNull(0.5)(toFloat64(net_seconds)) / 3600
        FROM clock
        GROUP BY tenant, team, sla
    ),
    beside AS
    (
        SELECT
            *,
            sum(hits) OVER of_all - hits AS other_hits,
            sum(cases) OVER of_all - cases AS other_cases,
            (hits + other_hits) / (cases + other_cases) AS pooled
        FROM counted
        WHERE team != ''
        WINDOW of_all AS (PARTITION BY tenant, kind, name)
    ),
    compared AS
    (
        SELECT
            tenant,
            team,
            kind,
            name,
            'percent' AS unit,
            toUInt64(cases) AS n,
            hits / cases * 100 AS value,
            if(other_cases = 0, NULL, other_hits / other_cases * 100) AS others,
            if(other_cases = 0 OR pooled IN (0, 1), NULL, (hits / cases - other_hits / other_cases) / sqrt(pooled * (1 - pooled) * (1 / cases + 1 / other_cases))) AS z_score,
            p50_hours,
            -z_score AS weakness
        FROM beside
        UNION ALL
        SELECT
            of_team.tenant,
            of_team.value,
            'stage',
            of_team.stage_key,
            'hours',
            of_team.n,
            of_team.p50_hours,
            of_all.p50_hours,
            NULL,
            of_team.p50_hours,
            of_team.p50_hours / of_all.p50_hours
        FROM crm.stage_survival_median(from = {from:Date}, to = {to:Date}, zone = {zone:String}, breakdown = 'team') AS of_team
        INNER JOIN crm.stage_survival_median(from = {from:Date}, to = {to:Date}, zone = {zone:String}, breakdown = 'all') AS of_all
            ON of_all.tenant = of_team.tenant AND of_all.stage_key = of_team.stage_key
        WHERE of_team.value != ''
    )
SELECT
    tenant,
    team,
    kind,
    name,
    unit,
    {zone:String} AS zone,
    n,
    round(compared.value, 4) AS value,
    round(compared.others, 4) AS others,
    round(compared.z_score, 4) AS z_score,
    p50_hours,
    row_number() OVER (PARTITION BY tenant, team, kind ORDER BY weakness DESC NULLS LAST, name) AS place,
    'day of the arrival, end, follow-up, answer or due date; begin of the visit' AS dated_by
FROM compared
COMMENT 'Quarterly report of teams: shares, SLAs and stages of each beside the other teams, the weakest first (M1, M4, M5, M11, M18, M27). Parameters: from (first day), to (day after the last), zone (of the days). SELECT * FROM crm.quarterly_team_review(from = ''2026-01-01'', to = ''2026-04-01'', zone = ''Asia/Shanghai'')'
