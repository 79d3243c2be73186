-- M2 next response, recomputed from the raw events: one row per wait of a customer.
CREATE OR REPLACE VIEW crm.truth_m2 AS
SELECT
    fact.*,
    -- include: business_seconds
FROM
(
    SELECT
        tenant,
        concat(key, '/', toString(wait_no)) AS id,
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
-- include: calendar_of_fact
COMMENT 'Next response, recomputed from the raw events: one row per wait of a customer (M2)'
