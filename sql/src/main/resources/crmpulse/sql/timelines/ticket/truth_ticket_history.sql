-- The history of every ticket and improvement, by the rules of crm.truth_engagement_history: their own events, and what people write or
-- log about a ticket itself, whatever history that is counted in.
CREATE OR REPLACE VIEW crm.truth_ticket_history AS
WITH
    delivery AS
    (
        SELECT
            *,
            multiIf(
                startsWith(type, 'crm.ticket.') AND event_data.ticket_id != '', concat('ticket/', event_data.ticket_id),
                startsWith(type, 'crm.improvement.') AND event_data.improvement_id != '', concat('improvement/', event_data.improvement_id),
                subject) AS history
        FROM crm.event_data
        WHERE type IN (
                'crm.ticket.opened', 'crm.ticket.handed_over', 'crm.ticket.responded', 'crm.ticket.progress_shared',
                'crm.ticket.solution_proposed', 'crm.ticket.paused', 'crm.ticket.resumed', 'crm.ticket.resolved', 'crm.ticket.reopened',
                'crm.ticket.closed', 'crm.ticket.merged', 'crm.ticket.deleted',
                'crm.improvement.opened', 'crm.improvement.done', 'crm.improvement.customer_confirmed')
            OR (startsWith(subject, 'ticket/') AND type IN ('crm.activity.logged', 'crm.message.received', 'crm.message.sent'))
    ),
    -- include: history
SELECT
    tenant,
    history AS key,
    row_number() OVER (PARTITION BY tenant, history ORDER BY time, sequence, rank, source, id) AS position,
    -- include: history_event
    , kind, problem_type, complex, department, ticket_id, due_at
FROM survivor
COMMENT 'The history of every ticket and improvement, by the rules of crm.truth_engagement_history: their own events, and what people write or log about a ticket itself, whatever history that is counted in'
