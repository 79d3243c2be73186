-- M18 requests to answer a survey, recomputed from the raw events: one row per survey sent, reminders taken together.
CREATE OR REPLACE VIEW crm.truth_m18 AS
SELECT
    fact.*,
    -- include: business_seconds
FROM
(
    WITH
        sent AS
        (
            SELECT
                *,
                -- What is sent again under its own survey_id is a reminder of the first one; without an id nothing is.
                if(survey_id = '', position, min(position) OVER
                    (PARTITION BY tenant, key, survey_id, kind, wave, named_respondent)) AS first_position
            FROM crm.truth_survey
            WHERE type = 'crm.survey.sent'
        ),
        request AS
        (
            SELECT *, sends AS sent_count
            FROM
            (
                SELECT tenant, key, first_position, toUInt32(count()) AS sends
                FROM sent
                GROUP BY tenant, key, first_position
            ) AS counted
            INNER JOIN sent ON sent.tenant = counted.tenant AND sent.key = counted.key AND sent.position = counted.first_position
        ),
        -- Every answer belongs to the last matching request before it.
        belonging AS
        (
            SELECT answer.tenant AS tenant, answer.key AS key, answer.position AS answer_position, any(answer.time) AS answered_at,
                max(request.first_position) AS request_position
            FROM (SELECT * FROM crm.truth_survey WHERE is_answer) AS answer
            INNER JOIN request ON request.tenant = answer.tenant AND request.key = answer.key
            WHERE request.first_position < answer.position
                AND (request.kind = '' OR request.kind = answer.kind)
                AND (request.survey_id = '' OR answer.survey_id = '' OR request.survey_id = answer.survey_id)
                AND (request.wave = '' OR answer.wave = '' OR request.wave = answer.wave)
                AND (request.named_respondent = '' OR answer.named_respondent = '' OR request.named_respondent = answer.named_respondent)
            GROUP BY tenant, key, answer_position
        ),
        answered AS
        (
            SELECT tenant, key, request_position, argMin(answered_at, answer_position) AS first_answered_at
            FROM belonging
            GROUP BY tenant, key, request_position
        )
    SELECT
        request.tenant AS tenant,
        concat(request.key, '/', toString(request_no)) AS id,
        customer_id,
        respondent,
        toUInt32(row_number() OVER (PARTITION BY request.tenant, request.key ORDER BY position)) AS request_no,
        survey_id,
        deal_id,
        owner,
        kind,
        wave,
        channel,
        tier,
        key_account,
        sent_count,
        time AS started_at,
        if(request_position = 0, NULL, first_answered_at) AS ended_at,
        toDecimal64(dateDiff('millisecond', started_at, ended_at), 3) / 1000 AS calendar_seconds
    FROM request
    LEFT JOIN answered ON answered.tenant = request.tenant AND answered.key = request.key AND answered.request_position = request.first_position
) AS fact
-- include: calendar_of_fact
COMMENT 'Requests to answer a survey, recomputed from the raw events: one row per survey sent, reminders taken together (M18)'
