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
    goal.is_of_team OR NOT has(of_team.spans, (goal.goal_from, assumeNotNull(goal.goal_until))) AS is_counted_for_team,
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
    SELECT attained.*
    FROM crm.goal_attainment AS attained
    ASOF LEFT JOIN (SELECT tenant, effective_from, currency AS own_currency FROM crm.tenant_profile) AS profile
        ON profile.tenant = attained.tenant AND profile.effective_from <= attained.goal_from
    WHERE attained.kind = 'sales' AND attained.attainment IS NOT NULL AND (profile.own_currency = '' OR attained.currency = profile.own_currency)
) AS goal
LEFT JOIN
(
    SELECT tenant, team, groupArray((goal_from, assumeNotNull(goal_until))) AS spans
    FROM crm.goal
    WHERE is_of_team AND kind = 'sales' AND goal_until IS NOT NULL
    GROUP BY tenant, team
) AS of_team ON of_team.tenant = goal.tenant AND of_team.team = goal.team
SETTINGS join_use_nulls = 0
COMMENT 'Goals of sales that can be added up, and whether each counts for its team (M25)'
