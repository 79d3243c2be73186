-- M17 and M18 answers to surveys, recomputed from the raw events: one row per answer.
CREATE OR REPLACE VIEW crm.truth_m17 AS
SELECT
    tenant,
    concat(key, '/', toString(answer_no)) AS id,
    customer_id,
    respondent,
    toUInt32(row_number() OVER (PARTITION BY tenant, key ORDER BY position)) AS answer_no,
    survey_id,
    deal_id,
    owner,
    kind,
    dimension,
    wave,
    channel,
    tier,
    key_account,
    toUInt32(score) AS score,
    multiIf(
        kind = 'nps' AND score >= 9, 'promoter',
        kind = 'nps' AND score >= 7, 'passive',
        kind = 'nps', 'detractor',
        score >= 4, 'satisfied',
        'dissatisfied') AS category,
    time AS started_at,
    -- What the answer itself says goes before what is known of the history.
    own_dimensions,
    -- Nobody knows whether two answers without a respondent came from the same one.
    if(respondent = '', NULL, leadInFrame(toNullable(time)) OVER
        (PARTITION BY tenant, key, respondent, kind, dimension ORDER BY position ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)) AS superseded_at,
    if(respondent = '', NULL, leadInFrame(toNullable(time)) OVER
        (PARTITION BY tenant, key, respondent, kind, dimension, channel ORDER BY position ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)) AS channel_superseded_at
FROM crm.truth_survey
WHERE is_answer
COMMENT 'Answers to surveys, recomputed from the raw events: one row per answer (M17, M18)'
