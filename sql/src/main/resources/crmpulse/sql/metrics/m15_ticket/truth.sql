-- M15 tickets, recomputed from the raw events. A pause is a stretch between two marks: ticket.paused to the next mark, and an end to
-- the reopening after it.
CREATE OR REPLACE VIEW crm.truth_m15 AS
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
                min(if(type = 'crm.ticket.opened', position, NULL)) OVER whole AS opening,
                argMinIf(lead_id, position, lead_id != '') OVER whole AS first_lead,
                argMinIf(deal_id, position, deal_id != '') OVER whole AS first_deal,
                argMinIf(customer_id, position, customer_id != '') OVER whole AS first_customer,
                owner != '' OR has(cleared, 'owner') AS names_owner,
                argMaxIf(owner, position, names_owner) OVER whole AS last_owner,
                argMaxIf(owner, position, names_owner)
                    OVER (PARTITION BY tenant, key ORDER BY position ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS owner_here
            FROM
            (
                -- As plain texts, for a view has no truth values of low cardinality.
                SELECT * REPLACE (CAST(type AS String) AS type, CAST(actortype AS String) AS actortype)
                FROM crm.truth_ticket_history
                WHERE startsWith(key, 'ticket/')
            )
            WINDOW whole AS (PARTITION BY tenant, key)
        ),
        flagged AS
        (
            SELECT
                *,
                channel IN ('call', 'email', 'meeting', 'visit', 'im', 'sms') AS is_seen,
                type = 'crm.activity.logged' AND actortype IN ('human', 'customer') AND direction != 'internal'
                    AND channel = 'call' AND ifNull(connected, false) AND ifNull(duration_seconds >= 10, true) AS is_talk,
                is_talk OR (actortype = 'human' AND (
                    type IN (
                        'crm.ticket.responded', 'crm.ticket.progress_shared', 'crm.ticket.solution_proposed', 'crm.ticket.resolved',
                        'crm.message.sent')
                    OR (type = 'crm.activity.logged' AND direction = 'outbound' AND is_seen
                        AND NOT (channel = 'call' AND ifNull(connected = false, false))))) AS is_touch,
                type IN ('crm.ticket.resolved', 'crm.ticket.closed', 'crm.ticket.merged') AS is_end,
                type = 'crm.ticket.reopened' AS is_reopening,
                maxIf(position, is_end) OVER before > maxIf(position, is_reopening) OVER before AS was_ended,
                type IN ('crm.ticket.opened', 'crm.ticket.handed_over') AND department != '' AS names_department,
                argMaxIf(department, position, names_department) OVER before AS department_before,
                type = 'crm.ticket.handed_over' AND names_department AND department != department_before AS is_handover,
                if(is_end OR type IN ('crm.ticket.paused', 'crm.ticket.resumed'), NOT was_ended, is_reopening AND was_ended) AS is_mark
            FROM named
            WHERE ifNull(position >= opening, false)
            WINDOW before AS (PARTITION BY tenant, key ORDER BY position ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
        ),
        step AS
        (
            SELECT
                *,
                min(if(is_mark, position, NULL)) OVER after AS next_mark,
                min(if(is_mark, time, NULL)) OVER after AS next_mark_at,
                min(if(is_handover, position, NULL)) OVER (PARTITION BY tenant, key) AS first_handover
            FROM flagged
            WINDOW after AS (PARTITION BY tenant, key ORDER BY position ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING)
        ),
        -- Milliseconds of pauses before a place: those that are over by then, and the one that runs.
        (stretches, place, at) -> arraySum(
            stretch -> multiIf(
                stretch.2 >= place, 0,
                ifNull(stretch.4 <= place, false), dateDiff('millisecond', stretch.1, assumeNotNull(stretch.3)),
                stretch.5, dateDiff('millisecond', stretch.1, at),
                0),
            stretches) AS paused_before,
        (begin, stretches, place, at) -> if(
            place IS NULL,
            NULL,
            toDecimal64(dateDiff('millisecond', begin, assumeNotNull(at)) - paused_before(stretches, assumeNotNull(place), assumeNotNull(at)), 3) / 1000)
            AS net
    SELECT
        tenant,
        id,
        ticket_id,
        lead_id,
        deal_id,
        customer_id,
        owner,
        kind,
        problem_type,
        complex,
        channel,
        department,
        status,
        responded_at,
        responder,
        solution_at,
        resolved_at,
        closed_at,
        net(started_at, pauses, responded_place, responded_at) AS response_seconds,
        net(started_at, pauses, solution_place, solution_at) AS solution_seconds,
        net(started_at, pauses, resolved_place, resolved_at) AS resolution_seconds,
        net(started_at, pauses, closed_place, closed_at) AS closure_seconds,
        reopened_count,
        reopened_at,
        handover_count,
        loop_started_at,
        loop_ended_at,
        toDecimal64(dateDiff('millisecond', loop_started_at, loop_ended_at), 3) / 1000 AS loop_seconds,
        touch_count,
        touched_at,
        started_at,
        ended_at,
        toDecimal64(dateDiff('millisecond', started_at, ended_at), 3) / 1000 AS calendar_seconds,
        toDecimal64(
            arraySum(
                stretch -> if(stretch.4 IS NULL, 0, dateDiff('millisecond', stretch.1, assumeNotNull(stretch.3))),
                pauses),
            3) / 1000 AS pause_seconds,
        calendar_seconds - pause_seconds AS net_seconds
    FROM
    (
        SELECT
            step.tenant AS tenant,
            substring(step.key, 8) AS id,
            id AS ticket_id,
            any(first_lead) AS lead_id,
            any(first_deal) AS deal_id,
            any(first_customer) AS customer_id,
            any(last_owner) AS owner,
            argMaxIf(step.kind, position, type = 'crm.ticket.opened' AND step.kind != '') AS kind,
            argMaxIf(step.problem_type, position, type = 'crm.ticket.opened' AND step.problem_type != '') AS problem_type,
            toUInt32(argMaxIf(ifNull(step.complex, false), position, type = 'crm.ticket.opened' AND step.complex IS NOT NULL)) AS complex,
            argMaxIf(step.channel, position, type = 'crm.ticket.opened' AND step.channel != '') AS channel,
            argMaxIf(step.department, position, names_department) AS department,
            maxIf(position, is_end) > maxIf(position, is_reopening) AS is_ended,
            argMaxIf(type, position, is_mark) AS last_mark,
            multiIf(
                is_ended, substring(argMaxIf(type, position, is_end), length('crm.ticket.') + 1),
                last_mark = 'crm.ticket.paused', 'paused',
                'open') AS status,
            argMinIf(time, position, position = opening) AS started_at,
            if(is_ended, argMaxOrNullIf(time, position, is_end AND NOT was_ended), NULL) AS ended_at,
            groupArrayIf((time, position, next_mark_at, next_mark, type = 'crm.ticket.paused'), is_mark AND (is_end OR type = 'crm.ticket.paused')) AS pauses,
            minOrNullIf(position, is_touch) AS responded_place,
            argMinOrNullIf(time, position, is_touch) AS responded_at,
            argMinIf(if(actortype = 'human', actor, owner_here), position, is_touch) AS responder,
            minOrNullIf(position, type IN ('crm.ticket.solution_proposed', 'crm.ticket.resolved')) AS solution_place,
            argMinOrNullIf(time, position, type IN ('crm.ticket.solution_proposed', 'crm.ticket.resolved')) AS solution_at,
            minOrNullIf(position, type = 'crm.ticket.resolved') AS resolved_place,
            argMinOrNullIf(time, position, type = 'crm.ticket.resolved') AS resolved_at,
            minOrNullIf(position, type = 'crm.ticket.closed') AS closed_place,
            argMinOrNullIf(time, position, type = 'crm.ticket.closed') AS closed_at,
            toUInt32(countIf(is_reopening AND was_ended)) AS reopened_count,
            argMaxOrNullIf(time, position, is_reopening AND was_ended) AS reopened_at,
            toUInt32(countIf(is_handover)) AS handover_count,
            argMinOrNullIf(time, position, is_handover) AS loop_started_at,
            argMinOrNullIf(time, position, is_end AND ifNull(position > first_handover, false)) AS loop_ended_at,
            toUInt32(countIf(is_touch)) AS touch_count,
            argMaxOrNullIf(time, position, is_touch) AS touched_at
        FROM step
        GROUP BY step.tenant, step.key
        HAVING maxIf(position, type = 'crm.ticket.deleted') <= maxIf(position, is_reopening)
    )
) AS fact
-- include: calendar_of_fact
COMMENT 'Tickets, recomputed from the raw events (M15)'
