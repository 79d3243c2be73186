-- M22 visits, recomputed from the raw events: what is planned for each up to its first completion.
CREATE OR REPLACE VIEW crm.truth_m22 AS
SELECT
    fact.*,
    -- include: business_seconds
FROM
(
    WITH
        named AS
        (
            SELECT
                *,
                type = 'crm.visit.completed' AS is_completion,
                -- What names no visit is one of its own.
                if(visit_id = '', toString(position), concat('id ', visit_id)) AS visit
            FROM crm.truth_relationship
            WHERE type IN ('crm.visit.planned', 'crm.visit.completed')
        ),
        step AS
        (
            SELECT *
            FROM
            (
                SELECT *, min(if(is_completion, position, NULL)) OVER (PARTITION BY tenant, customer_id, visit) AS completion_position
                FROM named
            )
            WHERE ifNull(position <= completion_position, true)
        )
    SELECT
        tenant,
        concat(replaceAll(replaceAll(customer_id, '%', '%25'), '/', '%2F'), '/', toString(visit_no)) AS id,
        customer_id,
        toUInt32(row_number() OVER (PARTITION BY tenant, customer_id ORDER BY first_position)) AS visit_no,
        visit_id,
        owner,
        kind,
        is_planned,
        planned_at,
        effective,
        started_at,
        ended_at,
        toDecimal64(dateDiff('millisecond', started_at, ended_at), 3) / 1000 AS calendar_seconds
    FROM
    (
        SELECT
            tenant,
            customer_id,
            visit,
            min(position) AS first_position,
            any(step.visit_id) AS visit_id,
            argMaxIf(step.owner, position, step.owner != '' OR has(cleared, 'owner')) AS owner,
            argMaxIf(step.kind, position, step.kind != '') AS kind,
            toUInt32(countIf(NOT is_completion) > 0) AS is_planned,
            -- In a tuple, since argMax passes over what is NULL.
            argMaxIf(tuple(planned_moment), position, NOT is_completion AND (planned_moment IS NOT NULL OR has(cleared, 'planned_at'))).1 AS planned_at,
            multiIf(countIf(is_completion AND step.effective IS NOT NULL) = 0, '', countIf(is_completion AND step.effective) > 0, 'yes', 'no') AS effective,
            min(time) AS started_at,
            minOrNullIf(time, is_completion) AS ended_at
        FROM step
        GROUP BY tenant, customer_id, visit
    )
) AS fact
-- include: calendar_of_fact
COMMENT 'Visits, recomputed from the raw events: what is planned for each up to its first completion (M22)'
