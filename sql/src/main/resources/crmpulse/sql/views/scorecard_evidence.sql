-- From a part of a score to its rows: fact_id is the id of the row in crm.<fact>, and what ./crm-pulse explain takes. Of anonymous sources there is one row with counts, and
-- none where they are too few to be shown.
--   SELECT * FROM crm.scorecard_evidence(period = 'month', from = '2026-03-01', to = '2026-04-01', zone = 'Asia/Shanghai') WHERE subject = 'rep-1' AND part = 'conversion'
CREATE OR REPLACE VIEW crm.scorecard_evidence AS
SELECT
    part.tenant AS tenant,
    part.scorecard AS scorecard,
    part.policy_id AS policy_id,
    part.is_shadow AS is_shadow,
    {period:String} AS period,
    {zone:String} AS zone,
    part.period_start AS period_start,
    part.subject_kind AS subject_kind,
    part.subject AS subject,
    part.part AS part,
    part.measure AS measure,
    row.is_anonymous AS is_anonymous,
    row.fact AS fact,
    row.fact_id AS fact_id,
    row.day AS day,
    row.n AS n,
    row.numerator AS numerator,
    row.denominator AS denominator
-- Parts are few and rows many, so rows are looked up in the parts.
FROM
(
    SELECT tenant, period_start, measure, who.1 AS subject_kind, who.2 AS subject, is_anonymous, fact, fact_id, day, count() AS n, sum(numerator) AS numerator, sum(denominator) AS denominator
    FROM
    (
        SELECT *, arrayJoin(arrayFilter(one -> one.2 != '', [('person', owner), ('team', toString(team)), ('region', toString(region))])) AS who
        FROM crm.scorecard_input(period = {period:String}, from = {from:Date}, to = {to:Date}, zone = {zone:String})
    )
    GROUP BY tenant, period_start, measure, subject_kind, subject, is_anonymous, fact, fact_id, day
) AS row
INNER JOIN
(
    SELECT tenant, scorecard, policy_id, is_shadow, period_start, subject_kind, subject, part, measure
    FROM crm.scorecard_part(period = {period:String}, from = {from:Date}, to = {to:Date}, zone = {zone:String})
    WHERE has_evidence
) AS part ON part.tenant = row.tenant AND part.period_start = row.period_start AND part.measure = row.measure AND part.subject_kind = row.subject_kind AND part.subject = row.subject
SETTINGS join_use_nulls = 0
COMMENT 'The rows behind each part of a score, of anonymous sources counts alone (M26). Parameters: period (week, month, quarter or year), from (first day), to (day after the last), zone (of the days). SELECT * FROM crm.scorecard_evidence(period = ''month'', from = ''2026-03-01'', to = ''2026-04-01'', zone = ''Asia/Shanghai'')'
