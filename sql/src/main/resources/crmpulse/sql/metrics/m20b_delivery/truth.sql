-- M20b deliveries, recomputed from the raw events: the dates named between the first plan and the delivery, and what was confirmed, delivered and
-- signed for.
CREATE OR REPLACE VIEW crm.truth_m20b AS
SELECT
    fact.*,
    -- include: business_seconds
FROM
(
    WITH
        since_plan AS
        (
            SELECT *
            FROM
            (
                SELECT *, min(if(type = 'crm.order.planned', position, NULL)) OVER (PARTITION BY tenant, key) AS start_position
                FROM crm.truth_desk_history
                WHERE startsWith(key, 'order/') AND key != 'order/'
            )
            WHERE ifNull(position >= start_position, false)
        ),
        step AS
        (
            SELECT
                *,
                ifNull(position > min(if(type = 'crm.order.delivered', position, NULL)) OVER (PARTITION BY tenant, key), false) AS is_after_delivery,
                type IN ('crm.order.planned', 'crm.order.delayed') AND NOT is_after_delivery AS may_plan,
                may_plan AND planned_moment IS NOT NULL AS is_plan,
                is_plan OR (may_plan AND has(cleared, 'planned_at')) AS changes_plan
            FROM since_plan
        ),
        ordered AS
        (
            SELECT *, max(if(changes_plan, position, 0)) OVER (PARTITION BY tenant, key) AS last_change
            FROM step
        )
    SELECT
        tenant,
        substring(key, 7) AS id,
        id AS order_id,
        argMinIf(ordered.contract_id, position, type = 'crm.order.planned' AND ordered.contract_id != '') AS contract_id,
        any(first_lead_id) AS lead_id,
        any(first_deal_id) AS deal_id,
        any(first_customer_id) AS customer_id,
        any(last_owner) AS owner,
        anyIf(planned_moment, position = last_change AND is_plan) AS planned_at,
        argMinIf(planned_moment, position, is_plan) AS first_planned_at,
        toUInt32(countIf(is_plan)) AS plan_count,
        toUInt32(countIf(type = 'crm.order.delayed')) AS delay_count,
        toUInt32(countIf(type = 'crm.order.delayed' AND ifNull(ordered.alternative, false))) AS alternative_count,
        minOrNullIf(time, type = 'crm.order.delivery_confirmed' AND position > last_change AND NOT is_after_delivery) AS confirmed_at,
        minOrNullIf(time, type = 'crm.order.signed_off' AND is_after_delivery) AS signed_off_at,
        min(time) AS started_at,
        minOrNullIf(time, type = 'crm.order.delivered') AS ended_at,
        toDecimal64(dateDiff('millisecond', started_at, ended_at), 3) / 1000 AS calendar_seconds
    FROM ordered
    GROUP BY tenant, key
) AS fact
-- include: calendar_of_fact
COMMENT 'Deliveries, recomputed from the raw events: the dates named between the first plan and the delivery, and what was confirmed, delivered and signed for (M20b)'
