-- Goals that add up: of sales, in the currency of the tenant where it has one. A goal of a person counts for the team too, unless the team has a goal of its own for
-- the same time.
CREATE OR REPLACE VIEW crm.goal_due AS
SELECT
    goal.tenant AS tenant,
    goal.id AS id,
    goal.owner AS owner,
    goal.team AS team,
    goal.region AS region,
    goal.is_of_team AS is_of_team,
    goal.is_of_team OR NOT goal.has_team_goal AS is_counted_for_team,
    goal.goal_from AS goal_from,
    assumeNotNull(goal.goal_until) AS goal_until,
    goal.actual AS actual,
    goal.reached AS reached,
    goal.to_reach AS to_reach,
    goal.attainment AS attainment,
    goal.currency AS currency,
    goal.results AS results
FROM
(
    SELECT
        *,
        countIf(is_of_team AND kind = 'sales' AND goal_until IS NOT NULL) OVER (PARTITION BY tenant, team, goal_from, goal_until) > 0 AS has_team_goal
    FROM crm.goal_attainment
) AS goal
ASOF LEFT JOIN (SELECT tenant, effective_from, currency AS own_currency FROM crm.tenant_profile) AS profile
    ON profile.tenant = goal.tenant AND profile.effective_from <= goal.goal_from
WHERE goal.kind = 'sales' AND goal.attainment IS NOT NULL AND (profile.own_currency = '' OR goal.currency = profile.own_currency)
SETTINGS join_use_nulls = 0
COMMENT 'Goals of sales that can be added up, and whether each counts for its team (M25)'
