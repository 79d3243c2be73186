-- M2 next response, recomputed from the raw events: one row per wait of a customer.
CREATE OR REPLACE VIEW crm.truth_m2 AS
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
        concat(root, '/', toString(wait_no)) AS id,
        lead_id,
        deal_id,
        customer_id,
        owner,
        owner_at_reply,
        responder,
        channel,
        message_count AS inbound_count,
        started_at,
        ended_at,
        bot_replied_at,
        cancelled_at,
        cancel_reason,
        calendar_seconds
    FROM crm.truth_wait
    WHERE waiting = 'customer'
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
