-- M2b customer reply, recomputed from the raw events: one row per wait for a customer.
CREATE OR REPLACE VIEW crm.truth_m2b AS
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
        opened_by AS sender,
        channel,
        message_count AS outbound_count,
        started_at,
        ended_at,
        cancelled_at,
        cancel_reason,
        calendar_seconds
    FROM crm.truth_wait
    WHERE waiting = 'person'
) AS fact
-- include: calendar_of_fact
COMMENT 'Customer reply, recomputed from the raw events: one row per wait for a customer (M2b)'
