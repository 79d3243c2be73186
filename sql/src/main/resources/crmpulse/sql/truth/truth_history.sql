-- The history of every root, as the definitions of all metrics read it: without duplicates, in total order.
-- One row per surviving event. Written from the definitions alone; no result of a stream job is read here.
CREATE OR REPLACE VIEW crm.truth_history AS
WITH
    delivery AS
    (
        SELECT *, root AS history
        FROM crm.event_data
    ),
    -- include: history
SELECT
    tenant,
    root,
    -- The place in the total order of the root, from 1.
    row_number() OVER (PARTITION BY tenant, root ORDER BY time, sequence, rank, source, id) AS position,
    -- An assignment to nobody is the end of one; who had the lead before is no owner of it.
    if(survivor.type = 'crm.lead.assigned' AND has(survivor.cleared, 'owner'), 'crm.lead.unassigned', CAST(survivor.type AS String)) AS type,
    time,
    actor,
    actortype,
    -- An event names a lead or a deal in its data, else by its subject.
    multiIf(survivor.lead_id != '', survivor.lead_id, startsWith(subject, 'lead/'), substring(subject, 6), '') AS lead_id,
    multiIf(survivor.deal_id != '', survivor.deal_id, startsWith(subject, 'deal/'), substring(subject, 6), '') AS deal_id,
    customer_id,
    if(survivor.type = 'crm.lead.unassigned', '', survivor.owner) AS owner,
    channel,
    direction,
    duration AS duration_seconds,
    connected,
    stage,
    `from` AS from_stage,
    `to` AS to_stage,
    reason,
    ground,
    amount,
    currency,
    cleared,
    members
FROM survivor
-- Other types are kept and counted, but no metric of a lead or a deal reads them.
WHERE type IN (
    'crm.lead.created', 'crm.lead.assigned', 'crm.lead.assignment_failed', 'crm.lead.behavior', 'crm.lead.tiered',
    'crm.lead.disqualified', 'crm.lead.merged', 'crm.lead.deleted', 'crm.lead.unassigned',
    'crm.activity.logged', 'crm.message.received', 'crm.message.sent',
    'crm.deal.created', 'crm.deal.stage_changed', 'crm.deal.won', 'crm.deal.lost', 'crm.deal.reopened',
    'crm.deal.amount_changed', 'crm.deal.owner_changed', 'crm.deal.deleted')
