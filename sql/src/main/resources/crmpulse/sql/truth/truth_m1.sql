-- M1 first response, recomputed from the raw events: one row per lead that has a lead.created.
CREATE OR REPLACE VIEW crm.truth_m1 AS
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
    SELECT
        tenant,
        lead_id AS id,
        lead_id,
        deal_id,
        customer_id,
        last_owner AS owner,
        owner_at_reply,
        responder,
        started_at,
        assigned_at,
        answered_at AS ended_at,
        bot_replied_at,
        cancelled_at,
        cancel_reason,
        toDecimal64(dateDiff('millisecond', started_at, ended_at), 3) / 1000 AS calendar_seconds,
        toDecimal64(dateDiff('millisecond', started_at, assigned_at), 3) / 1000 AS assign_seconds,
        -- NULL where the answer came before the assignment.
        if(ifNull(assigned_position < answer_position, false),
            toDecimal64(dateDiff('millisecond', assigned_at, ended_at), 3) / 1000, NULL) AS assigned_response_seconds,
        multiIf(
            calendar_seconds IS NULL, NULL,
            calendar_seconds < 3600, '<1h',
            calendar_seconds < 14400, '1-4h',
            calendar_seconds < 86400, '4-24h',
            '>=24h') AS bucket
    FROM crm.truth_lead
    -- What is deleted is counted nowhere.
    WHERE NOT is_deleted
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
