CREATE OR REPLACE VIEW crm.goal_attainment AS
SELECT
    goal.tenant AS tenant,
    goal.id AS id,
    goal.owner AS owner,
    goal.team AS team,
    goal.region AS region,
    goal.is_of_team AS is_of_team,
    goal.kind AS kind,
    goal.scope AS scope,
    goal.mode AS mode,
    goal.currency AS currency,
    goal.goal_from AS goal_from,
    goal.goal_until AS goal_until,
    goal.amount AS amount,
    goal.baseline AS baseline,
    result.n AS n,
    result.results AS results,
    ifNull(result.actual, 0) AS actual,
    actual - goal.starts_from AS reached,
    goal.to_reach AS to_reach,
    if(goal.goal_until IS NOT NULL AND goal.kind IN ('sales', 'deals', 'collected') AND goal.to_reach > 0, toNullable(round(toFloat64(assumeNotNull(reached)) / toFloat64(assumeNotNull(goal.to_reach)) * 100, 4)), NULL) AS attainment,
    ifNull(goal.goal_until <= (SELECT max(horizon) FROM crm.progress), false) AS is_due
FROM crm.goal AS goal
LEFT JOIN
(
    SELECT tenant, goal_id, count() AS n, sum(amount) AS actual, groupArray((fact, fact_id, amount)) AS results
    FROM crm.goal_result
    GROUP BY tenant, goal_id
) AS result ON result.tenant = goal.tenant AND result.goal_id = goal.id
SETTINGS join_use_nulls = 0
COMMENT 'How far each goal of a person or team has been reached, in percent of what is to be reached; NULL where that cannot be measured (M25)'
