-- The types of events of leads, contacts and deals.
'crm.lead.created', 'crm.lead.assigned', 'crm.lead.assignment_failed', 'crm.lead.behavior', 'crm.lead.tiered',
'crm.lead.disqualified', 'crm.lead.merged', 'crm.lead.deleted', 'crm.lead.unassigned',
'crm.activity.logged', 'crm.message.received', 'crm.message.sent',
'crm.deal.created', 'crm.deal.stage_changed', 'crm.deal.won', 'crm.deal.lost', 'crm.deal.reopened',
'crm.deal.amount_changed', 'crm.deal.owner_changed', 'crm.deal.deleted'
