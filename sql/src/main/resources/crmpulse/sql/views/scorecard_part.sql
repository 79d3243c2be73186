-- The parts of every score of the periods from the one that from lies in.
--   SELECT * FROM crm.scorecard_part(period = 'month', from = '2026-03-01', to = '2026-04-01', zone = 'Asia/Shanghai') WHERE scorecard = 'satisfaction-led'
CREATE OR REPLACE VIEW crm.scorecard_part AS
WITH
    -- include: period_steps
SELECT
    tenant,
    concat(scorecard, if(is_shadow, '/shadow/', '/'), {period:String}, '/', toString(period_start), '/', subject_kind, '/', subject, '/', part) AS id,
    scorecard,
    policy_id,
    is_shadow,
    period,
    zone,
    period_start,
    subject_kind,
    subject,
    team,
    region,
    role,
    phase,
    part_group,
    row_number() OVER (PARTITION BY tenant, scorecard, is_shadow, period_start, subject_kind, subject ORDER BY figure.part_no) AS part_no,
    part,
    measure,
    n,
    numerator,
    denominator,
    round(value, 4) AS value,
    target,
    better,
    cap,
    round(normalised, 4) AS normalised,
    round(weight, 4) AS weight,
    round(points, 4) AS points,
    round(points_lost, 4) AS points_lost,
    round(half_width, 4) AS half_width,
    has_evidence,
    is_anonymous,
    'day of each row of evidence; goals by the last day that they hold' AS dated_by
FROM crm.scorecard_figure(period = {period:String}, from = {from:Date}, to = {to:Date}, zone = {zone:String}) AS figure
WHERE period_start >= period_of({from:Date})
COMMENT 'What each part of a score is worth, and the points it lost (M26). Parameters: period (week, month, quarter or year), from (first day), to (day after the last), zone (of the days). SELECT * FROM crm.scorecard_part(period = ''month'', from = ''2026-03-01'', to = ''2026-04-01'', zone = ''Asia/Shanghai'')'
