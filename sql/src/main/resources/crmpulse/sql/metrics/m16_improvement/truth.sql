-- M16 improvements, recomputed from the raw events: the first opening of each, the first time it was done ordered after it, and the
-- first confirmation ordered after that.
CREATE OR REPLACE VIEW crm.truth_m16 AS
SELECT
    fact.*,
    -- include: business_seconds
FROM
(
    WITH
        placed AS
        (
            SELECT
                *,
                type = 'crm.improvement.opened' AS is_opening,
                min(if(is_opening, position, NULL)) OVER (PARTITION BY tenant, key) AS opening
            FROM (SELECT * REPLACE (CAST(type AS String) AS type) FROM crm.truth_ticket_history WHERE startsWith(key, 'improvement/'))
        ),
        step AS
        (
            SELECT
                *,
                type = 'crm.improvement.done' AND ifNull(position > opening, false) AS is_done,
                min(if(is_done, position, NULL)) OVER (PARTITION BY tenant, key) AS done,
                type = 'crm.improvement.customer_confirmed' AND ifNull(position > done, false) AS is_confirmed
            FROM placed
        )
    SELECT
        tenant,
        substring(key, 13) AS id,
        id AS improvement_id,
        argMinIf(step.ticket_id, position, is_opening AND step.ticket_id != '') AS ticket_id,
        argMinIf(step.customer_id, position, step.customer_id != '') AS customer_id,
        argMaxIf(step.owner, position, step.owner != '' OR has(cleared, 'owner')) AS owner,
        argMaxIf(step.kind, position, is_opening AND step.kind != '') AS kind,
        argMaxIf(due_at, position, is_opening AND (due_at != '' OR has(cleared, 'due_at'))) AS due,
        argMinIf(step.time, position, is_opening) AS started_at,
        argMinOrNullIf(step.time, position, is_done) AS ended_at,
        argMinOrNullIf(step.time, position, is_confirmed) AS confirmed_at,
        toDecimal64(dateDiff('millisecond', started_at, ended_at), 3) / 1000 AS calendar_seconds,
        toDecimal64(dateDiff('millisecond', ended_at, confirmed_at), 3) / 1000 AS confirm_seconds
    FROM step
    GROUP BY tenant, key
    HAVING max(is_opening)
) AS fact
-- include: calendar_of_fact
COMMENT 'Improvements, recomputed from the raw events: the first opening of each, the first time it was done ordered after it, and the first confirmation ordered after that (M16)'
