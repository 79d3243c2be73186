-- Follow-ups are those that a person did, customers those that are the person's. The team is compared with itself: median and z-score of the
-- people who were in it and had a follow-up or a customer in the week.
CREATE OR REPLACE VIEW crm.follow_up_week AS
WITH
    together AS
    (
        SELECT
            tenant, rep, week, team,
            n_follow_ups AS follow_ups, n_ineffective AS ineffective, n_invitations AS invitations, n_yielded AS yielded, n_customers > 0 AS worked,
            0 AS open_customers, 0 AS covered, 0 AS full_customers, 0 AS met, 0 AS missed_steps, 0 AS over_contacted, 0 AS lost_contact
        FROM crm.follow_up_day
        UNION ALL
        SELECT
            tenant, owner, week, team, 0, 0, 0, 0, 0,
            1, n_follow_ups > 0, is_full, ifNull(is_met, 0), n_missed_steps, is_over_contacted, is_lost_contact
        FROM crm.customer_week
        WHERE owner != ''
    ),
    weekly AS
    (
        SELECT
            tenant, rep, week, any(together.team) AS team,
            sum(follow_ups) AS n_follow_ups,
            sum(worked) AS n_days,
            sum(ineffective) AS n_ineffective,
            sum(invitations) AS n_invitations,
            sum(yielded) AS n_yielded,
            sum(open_customers) AS n_open_customers,
            sum(covered) AS n_covered,
            sum(full_customers) AS n_full_customers,
            sum(met) AS n_met,
            sum(missed_steps) AS n_missed_steps,
            sum(over_contacted) AS n_over_contacted,
            sum(lost_contact) AS n_lost_contact
        FROM together
        GROUP BY tenant, rep, week
    )
SELECT
    tenant,
    concat(rep, '/', toString(week)) AS id,
    rep,
    team,
    week,
    n_follow_ups,
    n_days,
    n_ineffective,
    n_invitations,
    n_yielded,
    n_open_customers,
    n_covered,
    if(n_open_customers = 0, NULL, round(n_covered / n_open_customers * 100, 4)) AS coverage_rate,
    n_full_customers,
    n_met,
    if(n_full_customers = 0, NULL, round(n_met / n_full_customers * 100, 4)) AS met_rate,
    n_missed_steps,
    n_over_contacted,
    n_lost_contact,
    median(n_follow_ups) OVER of_team AS team_median_follow_ups,
    if(stddevPop(n_follow_ups) OVER of_team = 0, NULL, round((n_follow_ups - avg(n_follow_ups) OVER of_team) / stddevPop(n_follow_ups) OVER of_team, 4)) AS z_follow_ups,
    median(coverage_rate) OVER of_team AS team_median_coverage,
    if(coverage_rate IS NULL OR ifNull(stddevPop(coverage_rate) OVER of_team, 0) = 0, NULL, round((coverage_rate - avg(coverage_rate) OVER of_team) / stddevPop(coverage_rate) OVER of_team, 4)) AS z_coverage
FROM weekly
WINDOW of_team AS (PARTITION BY tenant, team, week)
COMMENT 'Follow-ups and customers of each person and ISO week beside the median of the team and in its standard deviations (M10)'
