-- Report of the years that the days from (included) to (excluded) lie in: what each person is worth by each scorecard in force when the year begins, beside the quarters of the year, and what
-- else belongs into an appraisal. A quarter without evidence has no score. Trainings that were missed are held, but not attended.
--   SELECT rep, score, tier, q1_score, q2_score, q3_score, q4_score FROM crm.yearly_appraisal(from = '2026-01-01', to = '2027-01-01', zone = 'Asia/Shanghai') WHERE scorecard = 'department'
CREATE OR REPLACE VIEW crm.yearly_appraisal AS
WITH
    quarter AS
    (
        SELECT
            tenant AS q_tenant, scorecard AS q_scorecard, subject AS q_subject, toStartOfYear(period_start) AS q_year,
            anyIf(toNullable(score), toQuarter(period_start) = 1) AS q1, anyIf(toNullable(score), toQuarter(period_start) = 2) AS q2,
            anyIf(toNullable(score), toQuarter(period_start) = 3) AS q3, anyIf(toNullable(score), toQuarter(period_start) = 4) AS q4
        FROM crm.scorecard(period = 'quarter', from = toStartOfYear({from:Date}), to = {to:Date}, zone = {zone:String})
        WHERE subject_kind = 'person' AND NOT is_shadow
        GROUP BY q_tenant, q_scorecard, q_subject, q_year
    ),
    given AS
    (
        SELECT
            tenant AS g_tenant, owner AS g_owner, toStartOfYear(toDate(started_at, {zone:String})) AS g_year, countIf(kind = 'recognition') AS recognitions, countIf(kind = 'training') AS trainings,
            countIf(kind = 'training' AND lowerUTF8(status) != 'missed') AS attended, countIf(kind = 'suggestion') AS suggestions, countIf(kind = 'promotion') AS promotions,
            countIf(kind = 'sanction') AS sanctions
        FROM crm_store.people_event FINAL
        WHERE owner != ''
        GROUP BY g_tenant, g_owner, g_year
    )
SELECT
    year.tenant AS tenant,
    year.scorecard AS scorecard,
    year.policy_id AS policy_id,
    year.period_start AS year_start,
    year.zone AS zone,
    year.subject AS rep,
    year.team AS team,
    year.region AS region,
    year.role AS role,
    year.score AS score,
    year.tier AS tier,
    year.is_provisional AS is_provisional,
    year.coefficient AS coefficient,
    year.place AS place,
    year.n_ranked AS n_ranked,
    quarter.q1 AS q1_score,
    quarter.q2 AS q2_score,
    quarter.q3 AS q3_score,
    quarter.q4 AS q4_score,
    year.weakest_part AS weakest_part,
    year.adjustment_points AS adjustment_points,
    given.recognitions AS n_recognitions,
    given.trainings AS n_trainings,
    given.attended AS n_attended,
    given.suggestions AS n_suggestions,
    given.promotions AS n_promotions,
    given.sanctions AS n_sanctions,
    year.is_final AS is_final
FROM
(
    SELECT *
    FROM crm.scorecard(period = 'year', from = {from:Date}, to = {to:Date}, zone = {zone:String})
    WHERE subject_kind = 'person' AND NOT is_shadow
) AS year
LEFT JOIN quarter ON q_tenant = year.tenant AND q_scorecard = year.scorecard AND q_subject = year.subject AND q_year = year.period_start
LEFT JOIN given ON g_tenant = year.tenant AND g_owner = year.subject AND g_year = year.period_start
SETTINGS join_use_nulls = 0
COMMENT 'Appraisal of each person: the score of the year by each scorecard, its quarters, and what was given (M25, M26). Parameters: from (first day), to (day after the last), zone (of the days). SELECT * FROM crm.yearly_appraisal(from = ''2026-01-01'', to = ''2027-01-01'', zone = ''Asia/Shanghai'')'
