-- Proposals submitted, and questions about proposals asked, in the days from (included) to (excluded) in the zone; all and by team of the owner.
--   SELECT * FROM crm.proposal_quality(from = '2026-03-01', to = '2026-04-01', zone = 'Asia/Shanghai') WHERE breakdown = 'all'
CREATE OR REPLACE VIEW crm.proposal_quality AS
WITH
    -- include: wilson
SELECT
    tenant,
    breakdown,
    value,
    {zone:String} AS zone,
    sum(is_proposal) AS n,
    sum(is_reviewed) AS n_reviewed,
    sum(has_verdict) AS n_with_verdict,
    sum(fits) AS n_fully_meets,
    if(n = 0, NULL, round(n_fully_meets / n * 100, 4)) AS accuracy,
    if(n = 0, NULL, round(wilson_low(n_fully_meets, n) * 100, 4)) AS accuracy_low,
    if(n = 0, NULL, round(wilson_high(n_fully_meets, n) * 100, 4)) AS accuracy_high,
    if(n_with_verdict = 0, NULL, round(n_fully_meets / n_with_verdict * 100, 4)) AS accuracy_of_reviewed,
    if(n_with_verdict = 0, NULL, round(wilson_low(n_fully_meets, n_with_verdict) * 100, 4)) AS accuracy_of_reviewed_low,
    if(n_with_verdict = 0, NULL, round(wilson_high(n_fully_meets, n_with_verdict) * 100, 4)) AS accuracy_of_reviewed_high,
    count(matched) AS n_matched,
    if(n_matched = 0, NULL, round(toFloat64(sum(matched)) / n_matched, 4)) AS match_mean,
    sum(is_question) AS n_questions,
    sum(is_decided) AS n_questions_decided,
    sum(in_time) AS n_questions_in_time,
    if(n_questions_decided = 0, NULL, round(n_questions_in_time / n_questions_decided * 100, 4)) AS in_time_rate,
    if(n_questions_decided = 0, NULL, round(wilson_low(n_questions_in_time, n_questions_decided) * 100, 4)) AS in_time_low,
    if(n_questions_decided = 0, NULL, round(wilson_high(n_questions_in_time, n_questions_decided) * 100, 4)) AS in_time_high,
    quantileExactOrNull(0.5)(answer_seconds) AS answer_p50_seconds,
    quantileExactOrNull(0.9)(answer_seconds) AS answer_p90_seconds,
    'day of submission, or of the question' AS dated_by
FROM
(
    SELECT
        tenant, team, started_at,
        1 AS is_proposal, ended_at IS NOT NULL AS is_reviewed, fully_meets != '' AS has_verdict, fully_meets = 'yes' AS fits, match_percent AS matched,
        0 AS is_question, 0 AS is_decided, 0 AS in_time, CAST(NULL AS Nullable(Decimal(18, 3))) AS answer_seconds
    FROM crm.proposal
    UNION ALL
    SELECT
        tenant, team, started_at,
        0, 0, 0, 0, NULL,
        1, ended_at IS NOT NULL OR ifNull(open_seconds, 0) > 172800, ifNull(calendar_seconds <= 172800, false), calendar_seconds
    FROM crm.proposal_question
) AS counted
ARRAY JOIN ['all', 'team'] AS breakdown, ['', team] AS value
WHERE toDate(started_at, {zone:String}) >= {from:Date} AND toDate(started_at, {zone:String}) < {to:Date}
GROUP BY tenant, breakdown, value
COMMENT 'Requirement accuracy and match of proposals, and questions answered within 48 h (M19). Parameters: from (first day), to (day after the last), zone (of the days). SELECT * FROM crm.proposal_quality(from = ''2026-03-01'', to = ''2026-04-01'', zone = ''Asia/Shanghai'')'
