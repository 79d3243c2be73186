-- Jain's index over the people who belonged to the team in the days from (included) to (excluded) in the zone and were not leaving,
-- those without a lead included: 1 where all were given the same number, 1/n where one was given all.
CREATE OR REPLACE VIEW crm.assignment_fairness AS
SELECT
    tenant,
    team,
    {zone:String} AS zone,
    count() AS n_people,
    sum(leads) AS n,
    min(leads) AS fewest,
    max(leads) AS most,
    if(n = 0, NULL, round(n * n / (n_people * sum(leads * leads)), 4)) AS jain_index,
    'day of the decision' AS dated_by
FROM
(
    SELECT tenant, team, rep_id, sum(given) AS leads
    FROM
    (
        SELECT tenant, team, rep_id, 0 AS given
        FROM crm.people
        WHERE team != '' AND status NOT IN ('leaving', 'left') AND (valid_to IS NULL OR valid_to > valid_from)
            AND toDate(valid_from, {zone:String}) < {to:Date} AND (valid_to IS NULL OR toDate(assumeNotNull(valid_to), {zone:String}) >= {from:Date})
        UNION ALL
        SELECT tenant, team, owner AS rep_id, 1 AS given
        FROM crm.assignment
        WHERE outcome = 'assigned' AND team != ''
            AND toDate(started_at, {zone:String}) >= {from:Date} AND toDate(started_at, {zone:String}) < {to:Date}
    )
    GROUP BY tenant, team, rep_id
)
GROUP BY tenant, team
COMMENT 'How evenly leads were given to the people of a team: Jain''s index (M23). Parameters: from (first day), to (day after the last), zone (of the days). SELECT * FROM crm.assignment_fairness(from = ''2026-03-01'', to = ''2026-04-01'', zone = ''Asia/Shanghai'')'
