-- What the definitions of metrics read of an event that survived.
-- An assignment to nobody is the end of one; who had the lead before is no owner of it.
if(survivor.type = 'crm.lead.assigned' AND has(survivor.cleared, 'owner'), 'crm.lead.unassigned', CAST(survivor.type AS String)) AS type,
time,
actor,
actortype,
-- An event names a lead or a deal in its data, else by its subject; in the history of a lead it is this lead.
multiIf(startsWith(history, 'lead/'), substring(history, 6), survivor.lead_id != '', survivor.lead_id, startsWith(subject, 'lead/'), substring(subject, 6), '') AS lead_id,
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
