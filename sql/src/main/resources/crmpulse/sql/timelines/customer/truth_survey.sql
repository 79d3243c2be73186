-- The surveys of every customer without duplicates, in total order, by the rules of crm.truth_engagement_history: one row per surviving
-- event of the survey family. The key is the customer where one is named, else the subject.
CREATE OR REPLACE VIEW crm.truth_survey AS
WITH
    delivery AS
    (
        SELECT
            tenant, source, id, sequence, type, subject, time, original_time, recordedat, actortype, content_hash, bytes_hash, rank,
            customer_id, deal_id, owner, respondent, survey_id, kind, dimension, wave, channel, tier, score, key_account,
            event_data.dimensions AS named_dimensions,
            if(customer_id != '', concat('customer/', customer_id), subject) AS history
        FROM crm.event_data
        WHERE type IN ('crm.survey.sent', 'crm.survey.answered')
    ),
    -- include: history
SELECT
    tenant,
    history AS key,
    row_number() OVER (PARTITION BY tenant, history ORDER BY time, sequence, rank, source, id) AS position,
    CAST(type AS String) AS type,
    time,
    if(startsWith(history, 'customer/'), substring(history, 10), '') AS customer_id,
    if(survivor.deal_id != '', survivor.deal_id, if(startsWith(subject, 'deal/'), substring(subject, 6), '')) AS deal_id,
    owner,
    survivor.respondent AS named_respondent,
    if(named_respondent != '', named_respondent, customer_id) AS respondent,
    survey_id,
    kind,
    dimension,
    wave,
    channel,
    tier,
    score,
    survivor.named_dimensions AS own_dimensions,
    toUInt32(ifNull(survivor.key_account, false)) AS key_account,
    -- A score that the scale does not have is no answer.
    type = 'crm.survey.answered' AND ifNull(
        score = round(score) AND ((kind = 'nps' AND score BETWEEN 0 AND 10) OR (kind = 'csat' AND score BETWEEN 1 AND 5)), false)
        AS is_answer
FROM survivor
COMMENT 'The surveys of every customer without duplicates, in total order, by the rules of crm.truth_engagement_history: one row per surviving event of the survey family'
