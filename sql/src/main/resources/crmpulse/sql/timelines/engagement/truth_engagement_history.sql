-- The history of every key, as the definitions of all metrics read it: without duplicates, in total order.
-- One row per surviving event. Written from the definitions alone; no result of a stream job is read here.
CREATE OR REPLACE VIEW crm.truth_engagement_history AS
WITH
    delivery AS
    (
        SELECT *, key AS history
        FROM crm.event_data
    ),
    -- include: history
SELECT
    tenant,
    key,
    -- The place in the total order of the key, from 1.
    row_number() OVER (PARTITION BY tenant, key ORDER BY time, sequence, rank, source, id) AS position,
    -- include: history_event
FROM survivor
-- Other types are kept and counted, but no metric of a lead or a deal reads them.
WHERE type IN (
    'crm.lead.created', 'crm.lead.assigned', 'crm.lead.assignment_failed', 'crm.lead.behavior', 'crm.lead.tiered',
    'crm.lead.disqualified', 'crm.lead.merged', 'crm.lead.deleted', 'crm.lead.unassigned',
    'crm.activity.logged', 'crm.message.received', 'crm.message.sent',
    'crm.deal.created', 'crm.deal.stage_changed', 'crm.deal.won', 'crm.deal.lost', 'crm.deal.reopened',
    'crm.deal.amount_changed', 'crm.deal.owner_changed', 'crm.deal.deleted')
