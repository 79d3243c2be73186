-- M23 decisions on leads, recomputed from the raw events: one row per assignment or failure, up to the next event that ends it.
CREATE OR REPLACE VIEW crm.truth_m23 AS
SELECT
    fact.*,
    -- include: business_seconds
FROM
(
    WITH
        delivery AS
        (
            SELECT *
            FROM crm.engagement_delivery
            WHERE type IN (
                'crm.lead.assigned', 'crm.lead.assignment_failed', 'crm.lead.unassigned', 'crm.lead.disqualified', 'crm.lead.merged',
                'crm.lead.deleted')
        ),
        -- include: history
        , step AS
        (
            SELECT
                *,
                substring(history, 6) AS lead,
                type = 'crm.lead.assigned' AND NOT has(cleared, 'owner') AS is_assignment,
                type = 'crm.lead.assignment_failed' AS is_failure,
                row_number() OVER (PARTITION BY tenant, history ORDER BY time, sequence, rank, source, id) AS position
            FROM survivor
            WHERE startsWith(history, 'lead/') AND history != 'lead/' AND NOT is_end_of_moved
        ),
        followed AS
        (
            SELECT
                *,
                argMinIf(step.customer_id, position, step.customer_id != '') OVER (PARTITION BY tenant, history) AS first_customer_id,
                leadInFrame(toNullable(time)) OVER next AS next_time,
                leadInFrame(toNullable(multiIf(
                    is_assignment, 'assigned', is_failure, 'failed', type IN ('crm.lead.assigned', 'crm.lead.unassigned'), 'unassigned',
                    substring(CAST(type AS String), 10)))) OVER next AS next_step
            FROM step
            WINDOW next AS (PARTITION BY tenant, history ORDER BY position ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING)
        )
    SELECT
        tenant,
        concat(lead, '/', toString(decision_no)) AS id,
        lead AS lead_id,
        first_customer_id AS customer_id,
        toUInt32(row_number() OVER (PARTITION BY tenant, history ORDER BY position)) AS decision_no,
        if(is_failure, 'failed', 'assigned') AS outcome,
        if(is_failure, '', followed.owner) AS owner,
        if(is_failure, '', followed.ground) AS ground,
        if(is_failure, followed.reason, '') AS reason,
        rule,
        region AS lead_region,
        line AS lead_line,
        if(is_failure, '', followed.preferred) AS preferred,
        if(preferred = '', NULL, if(preferred = owner, 'honoured', 'not honoured')) AS preference,
        actor AS decided_by,
        time AS started_at,
        next_time AS ended_at,
        next_step AS end_reason,
        toDecimal64(dateDiff('millisecond', started_at, ended_at), 3) / 1000 AS calendar_seconds
    FROM followed
    WHERE is_assignment OR is_failure
) AS fact
-- include: calendar_of_fact
COMMENT 'Decisions on leads, recomputed from the raw events: one row per assignment or failure, up to the next event that ends it (M23)'
