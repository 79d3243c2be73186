-- M24 handovers, recomputed from the raw events: the first start of each, and the first acceptance ordered after it.
CREATE OR REPLACE VIEW crm.truth_m24 AS
SELECT
    fact.*,
    -- include: business_seconds
FROM
(
    WITH
        delivery AS
        (
            SELECT *, if(event_data.handover_id != '', concat('handover/', event_data.handover_id), subject) AS history
            FROM crm.event_data
            WHERE type IN ('crm.handover.started', 'crm.handover.accepted')
        ),
        -- include: history
        , placed AS
        (
            SELECT
                *,
                type = 'crm.handover.started' AS is_start,
                row_number() OVER (PARTITION BY tenant, history ORDER BY time, sequence, rank, source, id) AS position
            FROM survivor
            WHERE startsWith(history, 'handover/') AND history != 'handover/'
        ),
        step AS
        (
            SELECT *, min(if(is_start, position, NULL)) OVER (PARTITION BY tenant, history) AS start_position
            FROM placed
        )
    SELECT
        tenant,
        substring(history, 10) AS id,
        id AS handover_id,
        argMinIf(step.customer_id, position, step.customer_id != '') AS customer_id,
        argMinIf(step.`from`, position, is_start) AS from_owner,
        argMinIf(step.`to`, position, is_start) AS owner,
        argMinIf(step.reason, position, is_start) AS reason,
        argMinIf(step.time, position, is_start) AS started_at,
        argMinOrNullIf(step.time, position, NOT is_start AND position > start_position) AS ended_at,
        toDecimal64(dateDiff('millisecond', started_at, ended_at), 3) / 1000 AS calendar_seconds
    FROM step
    GROUP BY tenant, history
    HAVING max(is_start)
) AS fact
-- include: calendar_of_fact
COMMENT 'Handovers, recomputed from the raw events: the first start of each, and the first acceptance ordered after it (M24)'
