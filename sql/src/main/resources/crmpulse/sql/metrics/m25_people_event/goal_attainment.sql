-- What counts for a goal: sales are deals that the person, or somebody of the team, won while it held, in its currency; deals are their number;
-- collected is what was received. Goals of other kinds have no results here.
CREATE OR REPLACE VIEW crm.goal_attainment AS
WITH
    result AS
    (
        SELECT tenant, owner, at, counts_as.1 AS kind, counts_as.2 AS currency, counts_as.3 AS counted, 'deal' AS fact, id AS fact_id
        FROM (SELECT tenant, owner, assumeNotNull(ended_at) AS at, id, CAST(deal.currency AS String) AS its_currency, amount FROM crm_store.deal AS deal FINAL WHERE outcome = 'won' AND ended_at IS NOT NULL)
        ARRAY JOIN arrayFilter(c -> c.3 IS NOT NULL, [('sales', its_currency, amount), ('deals', '', toNullable(toDecimal64(1, 4)))]) AS counts_as
        UNION ALL
        SELECT tenant, owner, started_at, 'collected', CAST(currency AS String), amount, 'payment', id
        FROM crm_store.payment FINAL
        WHERE amount IS NOT NULL
    ),
    -- Results are looked for month by month, since a goal of a quarter has nothing to do with the deals of years.
    placed AS
    (
        SELECT result.*, toStartOfMonth(result.at) AS month, arrayJoin(arrayFilter(s -> NOT endsWith(s, '/'), [concat('rep/', result.owner), concat('team/', person.team)])) AS subject
        FROM result
        ASOF LEFT JOIN (SELECT tenant, rep_id, valid_from, team FROM crm.membership) AS person
            ON person.tenant = result.tenant AND person.rep_id = result.owner AND person.valid_from <= result.at
    ),
    placed.fact != '' AND placed.at >= goal.goal_from AND ifNull(placed.at < goal.goal_until, false) AS is_result
SELECT
    goal.tenant AS tenant,
    goal.id AS id,
    any(goal.owner) AS owner,
    any(goal.team) AS team,
    any(goal.region) AS region,
    any(goal.is_of_team) AS is_of_team,
    any(goal.kind) AS kind,
    any(goal.scope) AS scope,
    any(goal.mode) AS mode,
    any(goal.currency) AS currency,
    any(goal.goal_from) AS goal_from,
    any(goal.goal_until) AS goal_until,
    any(goal.amount) AS amount,
    any(goal.baseline) AS baseline,
    countIf(is_result) AS n,
    groupArrayIf((placed.fact, placed.fact_id, assumeNotNull(placed.counted), placed.owner, placed.at, placed.currency), is_result) AS results,
    sumIf(assumeNotNull(placed.counted), is_result) AS actual,
    actual - any(goal.starts_from) AS reached,
    any(goal.to_reach) AS to_reach,
    if(goal_until IS NOT NULL AND kind IN ('sales', 'deals', 'collected') AND to_reach > 0, toNullable(round(toFloat64(assumeNotNull(reached)) / toFloat64(assumeNotNull(to_reach)) * 100, 4)), NULL) AS attainment,
    ifNull(goal_until <= (SELECT max(horizon) FROM crm.progress), false) AS is_due
FROM
(
    SELECT
        *, if(is_of_team, concat('team/', team), concat('rep/', owner)) AS subject, if(kind = 'deals', '', currency) AS result_currency,
        arrayJoin(arrayMap(n -> addMonths(toStartOfMonth(goal_from), n), range(toUInt32(1 + greatest(0, ifNull(dateDiff('month', goal_from, goal_until), 0)))))) AS month
    FROM crm.goal
) AS goal
LEFT JOIN placed
    ON placed.tenant = goal.tenant AND placed.subject = goal.subject AND placed.kind = goal.kind AND placed.currency = goal.result_currency AND placed.month = goal.month
GROUP BY tenant, id
SETTINGS join_use_nulls = 0
COMMENT 'How far each goal of a person or team has been reached, in percent of what is to be reached; NULL where that cannot be measured (M25)'
