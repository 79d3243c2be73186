-- M1 first response, recomputed from the raw events: one row per lead that has a lead.created.
CREATE OR REPLACE VIEW crm.truth_m1 AS
SELECT
    fact.*,
    -- include: business_seconds
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
-- include: calendar_of_fact
COMMENT 'First response, recomputed from the raw events: one row per lead that has a lead.created (M1)'
