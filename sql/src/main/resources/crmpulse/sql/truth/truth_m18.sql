-- M18 requests to answer a survey, recomputed from the raw events: one row per survey sent, reminders taken together.
CREATE OR REPLACE VIEW crm.truth_m18 AS
SELECT
    fact.*,
    -- Working time up to the end less working time up to the begin; NULL where the tenant's calendar knows one of them not.
    if(
        ended_at IS NOT NULL AND is_begin_covered AND is_end_covered,
        toDecimal64(
            end_millis_before + dateDiff('millisecond', end_from, least(assumeNotNull(ended_at), end_until))
            - begin_millis_before - dateDiff('millisecond', begin_from, least(started_at, begin_until)),
            3) / 1000,
        NULL) AS business_seconds,
    calendar_id
FROM
(
    WITH
        sent AS
        (
            SELECT
                *,
                -- What is sent again under its own survey_id is a reminder of the first one; without an id nothing is.
                if(survey_id = '', position, min(position) OVER
                    (PARTITION BY tenant, root, survey_id, kind, wave, named_respondent)) AS first_position
            FROM crm.truth_survey
            WHERE type = 'crm.survey.sent'
        ),
        request AS
        (
            SELECT *, sends AS sent_count
            FROM
            (
                SELECT tenant, root, first_position, toUInt32(count()) AS sends
                FROM sent
                GROUP BY tenant, root, first_position
            ) AS counted
            INNER JOIN sent ON sent.tenant = counted.tenant AND sent.root = counted.root AND sent.position = counted.first_position
        ),
        -- Every answer belongs to the last matching request before it.
        belonging AS
        (
            SELECT answer.tenant AS tenant, answer.root AS root, answer.position AS answer_position, any(answer.time) AS answered_at,
                max(request.first_position) AS request_position
            FROM (SELECT * FROM crm.truth_survey WHERE is_answer) AS answer
            INNER JOIN request ON request.tenant = answer.tenant AND request.root = answer.root
            WHERE request.first_position < answer.position
                AND (request.kind = '' OR request.kind = answer.kind)
                AND (request.survey_id = '' OR answer.survey_id = '' OR request.survey_id = answer.survey_id)
                AND (request.wave = '' OR answer.wave = '' OR request.wave = answer.wave)
                AND (request.named_respondent = '' OR answer.named_respondent = '' OR request.named_respondent = answer.named_respondent)
            GROUP BY tenant, root, answer_position
        ),
        answered AS
        (
            SELECT tenant, root, request_position, argMin(answered_at, answer_position) AS first_answered_at
            FROM belonging
            GROUP BY tenant, root, request_position
        )
    SELECT
        request.tenant AS tenant,
        concat(request.root, '/', toString(request_no)) AS id,
        customer_id,
        respondent,
        toUInt32(row_number() OVER (PARTITION BY request.tenant, request.root ORDER BY position)) AS request_no,
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
    LEFT JOIN answered ON answered.tenant = request.tenant AND answered.root = request.root AND answered.request_position = request.first_position
) AS fact
ASOF LEFT JOIN
(
    SELECT tenant AS calendar_for, effective_from AS calendar_from, calendar_tenant, calendar_id
    FROM crm.tenant_profile
) AS calendar ON calendar_for = fact.tenant AND calendar_from <= fact.started_at
ASOF LEFT JOIN
(
    SELECT
        tenant AS begin_tenant, calendar_id AS begin_calendar, starts_at AS begin_from, ends_at AS begin_until,
        business_millis_before AS begin_millis_before, is_covered AS is_begin_covered
    FROM crm.working_time
) AS begin_stretch ON begin_tenant = calendar_tenant AND begin_calendar = calendar_id AND begin_from <= fact.started_at
ASOF LEFT JOIN
(
    SELECT
        tenant AS end_tenant, calendar_id AS end_calendar, starts_at AS end_from, ends_at AS end_until,
        business_millis_before AS end_millis_before, is_covered AS is_end_covered
    FROM crm.working_time
) AS end_stretch ON end_tenant = calendar_tenant AND end_calendar = calendar_id AND end_from <= ifNull(fact.ended_at, fact.started_at)
