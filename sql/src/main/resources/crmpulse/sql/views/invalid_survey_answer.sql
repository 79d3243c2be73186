-- Deliveries of survey.answered that are no answer by M17, with what they say; duplicates have rows of their own.
CREATE OR REPLACE VIEW crm.invalid_survey_answer AS
SELECT
    tenant,
    time,
    source,
    id,
    subject,
    kind,
    JSONExtractRaw(json, 'data', 'score') AS score
FROM crm.event_data
WHERE type = 'crm.survey.answered' AND NOT ifNull(
    event_data.score = round(event_data.score)
        AND ((kind = 'nps' AND event_data.score BETWEEN 0 AND 10) OR (kind = 'csat' AND event_data.score BETWEEN 1 AND 5)), false)
COMMENT 'Answers to surveys with a kind or score that no scale has'
