-- Of each rater the latest rating in a dimension counts. Below the tenant's minimum n of raters a person's figure is NULL, and so is the mean
-- of a relation with fewer; what people say of themselves is no secret.
CREATE OR REPLACE VIEW crm.rating_360 AS
SELECT
    counted.tenant AS tenant,
    owner,
    any(counted.team) AS team,
    {zone:String} AS zone,
    sumIf(counted.raters, counted.relation != 'self') AS n,
    greatest(1, any(smallest_n)) AS minimum_n,
    n >= minimum_n AS is_shown,
    if(is_shown, round(sumIf(counted.mean * counted.weight, counted.weight > 0) / nullIf(sumIf(counted.weight, counted.weight > 0), 0), 4), NULL) AS rating,
    round(anyIf(toNullable(counted.mean), counted.relation = 'self'), 4) AS self_rating,
    round(anyIf(toNullable(counted.mean), counted.relation = 'manager' AND counted.raters >= greatest(1, smallest_n)), 4) AS manager_rating,
    round(anyIf(toNullable(counted.mean), counted.relation = 'peer' AND counted.raters >= greatest(1, smallest_n)), 4) AS peer_rating,
    round(anyIf(toNullable(counted.mean), counted.relation = 'department' AND counted.raters >= greatest(1, smallest_n)), 4) AS department_rating,
    round(anyIf(toNullable(counted.mean), counted.relation = 'customer' AND counted.raters >= greatest(1, smallest_n)), 4) AS customer_rating,
    'day of the rating' AS dated_by
FROM
(
    SELECT latest.tenant AS tenant, owner, relation, any(latest.team) AS team, avg(latest.points) AS mean, uniqExact(rater_no) AS raters, any(weighed.weight) AS weight
    FROM
    (
        SELECT tenant, owner, relation, rater_no, dimension, argMax(team, started_at) AS team, argMax(toFloat64(score), (started_at, rating_no)) AS points
        FROM crm.peer_rating
        WHERE toDate(started_at, {zone:String}) >= {from:Date} AND toDate(started_at, {zone:String}) < {to:Date}
        GROUP BY tenant, owner, relation, rater_no, dimension
    ) AS latest
    INNER JOIN crm.rating_weight AS weighed ON weighed.relation = latest.relation
    GROUP BY tenant, owner, relation
) AS counted
-- include: smallest_n
GROUP BY tenant, owner
COMMENT 'How each person is rated by those around them, raters never shown (M24). Parameters: from (first day), to (day after the last), zone (of the days). SELECT * FROM crm.rating_360(from = ''2026-03-01'', to = ''2026-04-01'', zone = ''Asia/Shanghai'')'
