-- M4 stage dwell, recomputed from the raw events: one row per visit of a deal to a stage.
-- The way: keep the events that may begin or end a visit, drop those that name a stage the deal is in already; of what is
-- left every row ends the visit before it, and every row that names a stage begins one.
CREATE OR REPLACE VIEW crm.truth_m4 AS
SELECT
    fact.* EXCEPT (is_again, came_from, came_to),
    -- By the first funnel that names both stages; of a stage that several steps name, the last step counts.
    multiIf(
        is_again, 'back',
        empty(arrayFirst(named -> has(named.1, came_from) AND has(named.1, came_to), stage_orders) AS named_stages), 'forward',
        (toInt64(arrayLast(stage -> stage.1 = came_to, named_stages).2)
            - toInt64(arrayLast(stage -> stage.1 = came_from, named_stages).2) AS steps_on) < 0, 'back',
        steps_on > 1, 'skip',
        'forward') AS direction,
    -- include: business_seconds
FROM
(
    WITH
        staged AS
        (
            SELECT
                *,
                state_before != 'open' AS is_closed,
                -- The stage each event puts the deal in; the reopening of an open deal names none.
                multiIf(
                    type IN ('crm.deal.created', 'crm.deal.stage_changed'), stage,
                    type = 'crm.deal.reopened' AND is_closed, stage,
                    '') AS named_stage,
                -- The last stage named up to and including this event, whether the deal was closed or not.
                argMaxIf(named_stage, position, named_stage != '' OR (clears_stage AND (type != 'crm.deal.reopened' OR is_closed))) OVER upto AS last_named_stage,
                -- The first creation up to this event, and who owned the deal then.
                minOrNullIf(position, type = 'crm.deal.created') OVER upto AS created_position,
                argMinIf(time, position, type = 'crm.deal.created') OVER upto AS created_at,
                argMinIf(owner_here, position, type = 'crm.deal.created') OVER upto AS owner_at_creation,
                argMinIf(lead_id, position, lead_id != '') OVER whole AS first_lead_id,
                argMinIf(customer_id, position, customer_id != '') OVER whole AS first_customer_id
            FROM crm.truth_deal_event
            WINDOW
                whole AS (PARTITION BY tenant, key, deal_id),
                upto AS (PARTITION BY tenant, key, deal_id ORDER BY position ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
        ),
        moved AS
        (
            SELECT
                *,
                multiIf(
                    type IN ('crm.deal.created', 'crm.deal.stage_changed') AND NOT is_closed, named_stage,
                    type = 'crm.deal.reopened' AND is_closed, last_named_stage,
                    '') AS entered_stage,
                NOT is_closed AND (
                    type IN ('crm.deal.won', 'crm.deal.lost', 'crm.deal.deleted') OR (type = 'crm.deal.stage_changed' AND clears_stage)) AS is_end,
                -- No visit yet: the first event of the deal that enters any stage.
                entered_stage != '' AND countIf(entered_stage != '') OVER before = 0 AS is_first_entry
            FROM staged
            WINDOW before AS (PARTITION BY tenant, key, deal_id ORDER BY position ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
        ),
        step AS
        (
            SELECT
                * EXCEPT (steps),
                steps.1 AS step_no,
                steps.2 AS step_stage,
                steps.3 AS step_at,
                steps.4 AS step_owner
            FROM
            (
                SELECT
                    *,
                    -- A deal created without a stage was, until its first change, in the stage that change comes from.
                    is_first_entry AND type = 'crm.deal.stage_changed' AND from_stage != '' AND created_position IS NOT NULL AS is_synthesised,
                    if(is_synthesised,
                        [(1, from_stage, created_at, owner_at_creation), (2, entered_stage, time, owner_here)],
                        [(2, entered_stage, time, owner_here)]) AS steps
                FROM moved
                -- A later deal.created opens no visit.
                WHERE is_end OR (entered_stage != '' AND (is_first_entry OR type != 'crm.deal.created'))
            )
            ARRAY JOIN steps
        ),
        boundary AS
        (
            SELECT *
            FROM
            (
                SELECT
                    *,
                    -- Empty where the deal was in no stage until this step.
                    lagInFrame(step_stage) OVER
                        (PARTITION BY tenant, key, deal_id ORDER BY position, step_no ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS stage_until_here
                FROM step
            )
            WHERE is_end OR lowerUTF8(step_stage) != lowerUTF8(stage_until_here)
        ),
        visit AS
        (
            SELECT
                *,
                leadInFrame(toNullable(time)) OVER following AS exited_at,
                leadInFrame(if(step_stage != '', step_stage, upper(state))) OVER following AS exited_to,
                leadInFrame(if(is_end AND state = 'lost', reason, '')) OVER following AS exit_reason,
                leadInFrame(owner_here) OVER following AS owner_on_exit
            FROM boundary
            WINDOW following AS (PARTITION BY tenant, key, deal_id ORDER BY position, step_no ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
        )
    SELECT
        tenant,
        concat(row_id, '/', toString(visit_no)) AS id,
        deal_id,
        first_lead_id AS lead_id,
        first_customer_id AS customer_id,
        toUInt32(row_number() OVER (PARTITION BY tenant, key, deal_id ORDER BY position, step_no)) AS visit_no,
        step_stage AS stage,
        step_owner AS owner,
        owner_on_exit AS owner_at_exit,
        step_at AS started_at,
        exited_at AS ended_at,
        row_number() OVER (PARTITION BY tenant, key, deal_id, lowerUTF8(step_stage) ORDER BY position, step_no) > 1 AS is_again,
        lowerUTF8(lagInFrame(step_stage) OVER
            (PARTITION BY tenant, key, deal_id ORDER BY position, step_no ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)) AS came_from,
        lowerUTF8(step_stage) AS came_to,
        exited_to AS next_stage,
        exit_reason AS loss_reason,
        toDecimal64(dateDiff('millisecond', started_at, ended_at), 3) / 1000 AS calendar_seconds
    FROM visit
    WHERE step_stage != '' AND NOT is_deleted
) AS fact
ASOF LEFT JOIN
(
    SELECT tenant AS order_tenant, effective_from AS order_from, stage_orders
    FROM crm.truth_stage_order
) AS stage_order ON order_tenant = fact.tenant AND order_from <= fact.started_at
-- include: calendar_of_fact
COMMENT 'Stage dwell, recomputed from the raw events: one row per visit of a deal to a stage (M4)'
