-- The first contact of the new owner is of another history, that of the lead or deal it is about: it is found here by customer and
-- person. A follow-up counts (M10), a call where it was connected or nothing is said of that.
CREATE OR REPLACE VIEW crm.handover_touch AS
SELECT
    fact.*,
    -- include: business_seconds
FROM
(
    SELECT
        tenant,
        handover_id,
        customer_id,
        from_owner,
        owner,
        team,
        region,
        assumeNotNull(accepted_at) AS started_at,
        if(is_touched, toNullable(touched_at), NULL) AS ended_at,
        toDecimal64(dateDiff('millisecond', started_at, ended_at), 3) / 1000 AS calendar_seconds
    FROM (SELECT * FROM crm.handover WHERE accepted_at IS NOT NULL) AS accepted
    ASOF LEFT JOIN
    (
        SELECT tenant AS contact_tenant, customer_id AS contact_customer, actor AS contact_actor, started_at AS touched_at, true AS is_touched
        FROM crm_store.activity FINAL
        WHERE is_follow_up = 1 AND customer_id != '' AND actor != '' AND connected != 'no'
            -- Few customers change hands, and contacts with all others are not sorted.
            AND (tenant, customer_id) IN (SELECT tenant, customer_id FROM crm_store.handover FINAL)
    ) AS contact
        ON contact_tenant = accepted.tenant AND contact_customer = accepted.customer_id AND contact_actor = accepted.owner
        AND touched_at >= accepted.accepted_at
) AS fact
-- include: calendar_of_fact
SETTINGS join_use_nulls = 0
COMMENT 'From the acceptance of a handover to the first contact of the new owner with the customer, NULL where there was none yet (M24)'
