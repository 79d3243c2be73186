-- What counts for a goal: sales are deals that the person, or somebody of the team, won while it held, in its currency; deals are their number;
-- collected is what was received. Goals of other kinds have no results here.
CREATE OR REPLACE VIEW crm.goal_result AS
WITH
    result AS
    (
        SELECT tenant, owner, assumeNotNull(ended_at) AS at, 'sales' AS kind, CAST(currency AS String) AS currency, assumeNotNull(amount) AS counted, 'deal' AS fact, id AS fact_id
        FROM crm_store.deal FINAL
        WHERE outcome = 'won' AND ended_at IS NOT NULL AND amount IS NOT NULL
        UNION ALL
        SELECT tenant, owner, assumeNotNull(ended_at), 'deals', '', toDecimal64(1, 4), 'deal', id
        FROM crm_store.deal FINAL
        WHERE outcome = 'won' AND ended_at IS NOT NULL
        UNION ALL
        SELECT tenant, owner, started_at, 'collected', CAST(currency AS String), assumeNotNull(amount), 'payment', id
        FROM crm_store.payment FINAL
        WHERE amount IS NOT NULL
    ),
    placed AS
    (
        SELECT result.*, person.team AS team
        FROM result
        ASOF LEFT JOIN (SELECT tenant, rep_id, valid_from, team FROM crm.membership) AS person
            ON person.tenant = result.tenant AND person.rep_id = result.owner AND person.valid_from <= result.at
    )
SELECT
    goal.tenant AS tenant,
    goal.id AS goal_id,
    placed.fact AS fact,
    placed.fact_id AS fact_id,
    placed.owner AS owner,
    placed.at AS happened_at,
    placed.counted AS amount,
    placed.currency AS currency
FROM
(
    SELECT tenant, id, kind, if(kind = 'deals', '', currency) AS goal_currency, goal_from, assumeNotNull(goal_until) AS goal_until, if(is_of_team, concat('team/', team), concat('rep/', owner)) AS subject
    FROM crm.goal
    WHERE goal_until IS NOT NULL
) AS goal
INNER JOIN
(
    SELECT *, arrayJoin(arrayFilter(s -> NOT endsWith(s, '/'), [concat('rep/', owner), concat('team/', team)])) AS subject
    FROM placed
) AS placed ON placed.tenant = goal.tenant AND placed.subject = goal.subject AND placed.kind = goal.kind AND placed.currency = goal.goal_currency
WHERE placed.at >= goal.goal_from AND placed.at < goal.goal_until
SETTINGS join_use_nulls = 0
COMMENT 'What counted for each goal: deals won and payments received while it held (M25)'
