-- The history of every ticket: the messages about it, whatever history they are counted in.
CREATE OR REPLACE VIEW crm.truth_ticket_history AS
WITH
    delivery AS
    (
        SELECT *, subject AS history
        FROM crm.event_data
        WHERE startsWith(subject, 'ticket/') AND type IN ('crm.message.received', 'crm.message.sent')
    ),
    -- include: history
SELECT
    tenant,
    history AS key,
    row_number() OVER (PARTITION BY tenant, history ORDER BY time, sequence, rank, source, id) AS position,
    -- include: history_event
FROM survivor
