-- Deliveries of survey.answered that are no answer by M17, with what they say; duplicates have rows of their own.
CREATE OR REPLACE VIEW crm.invalid_survey_answer AS
SELECT
    tenant,
    time,
    source,
    id,
    subject,
    JSONExtractString(json, 'data', 'kind') AS kind,
    JSONExtractRaw(json, 'data', 'score') AS score
FROM crm.event
WHERE type = 'crm.survey.answered' AND NOT ifNull(
    JSONExtract(json, 'data', 'score', 'Nullable(Decimal(18, 4))') AS number = round(number)
        AND ((kind = 'nps' AND number BETWEEN 0 AND 10) OR (kind = 'csat' AND number BETWEEN 1 AND 5)), false)
COMMENT 'Answers to surveys with a kind or score that no scale has'
