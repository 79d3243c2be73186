-- What stands in members that are read as numbers, flags or dates and is none: counted as unknown by all metrics.
CREATE OR REPLACE VIEW crm.unread_member AS
SELECT
    tenant,
    type,
    unread.1 AS member,
    unread.2 AS kind,
    count() AS n,
    min(time) AS first_time,
    max(time) AS last_time
FROM
(
    SELECT
        tenant,
        type,
        time,
        arrayFilter(
            m -> m.3,
            [
                ('duration', 'number', type = 'crm.activity.logged' AND isNull(duration) AND members['duration'] != ''),
                ('connected', 'flag', type = 'crm.activity.logged' AND isNull(connected) AND members['connected'] != ''),
                ('script_followed', 'flag', type = 'crm.activity.logged' AND isNull(script_followed) AND members['script_followed'] != ''),
                ('fields_filled', 'number', type = 'crm.activity.logged' AND isNull(fields_filled) AND members['fields_filled'] != ''),
                ('fields_required', 'number', type = 'crm.activity.logged' AND isNull(fields_required) AND members['fields_required'] != ''),
                ('attachment', 'flag', type = 'crm.activity.logged' AND isNull(attachment) AND members['attachment'] != ''),
                ('next_step_at', 'date', type = 'crm.activity.logged' AND next_step_at = '' AND members['next_step_at'] != ''),
                ('cost', 'number', type = 'crm.lead.created' AND isNull(cost) AND members['cost'] != ''),
                ('amount', 'number', type IN ('crm.deal.created', 'crm.deal.won', 'crm.deal.amount_changed', 'crm.proposal.submitted', 'crm.contract.submitted', 'crm.contract.signed', 'crm.invoice.due', 'crm.payment.received', 'crm.purchase.repeated', 'crm.contract.renewed', 'crm.target.set') AND isNull(amount) AND members['amount'] != ''),
                ('score', 'number', type IN ('crm.survey.answered', 'crm.peer.rated', 'crm.employee.surveyed', 'crm.score.adjusted') AND isNull(score) AND members['score'] != ''),
                ('key_account', 'flag', type IN ('crm.survey.sent', 'crm.survey.answered') AND isNull(key_account) AND members['key_account'] != ''),
                ('fully_meets', 'flag', type = 'crm.proposal.reviewed' AND isNull(fully_meets) AND members['fully_meets'] != ''),
                ('match', 'number', type = 'crm.proposal.reviewed' AND isNull(`match`) AND members['match'] != ''),
                ('planned_at', 'date', type IN ('crm.order.planned', 'crm.order.delayed', 'crm.visit.planned') AND planned_at = '' AND members['planned_at'] != ''),
                ('alternative', 'flag', type = 'crm.order.delayed' AND isNull(alternative) AND members['alternative'] != ''),
                ('due_at', 'date', type IN ('crm.invoice.due', 'crm.improvement.opened', 'crm.target.set') AND due_at = '' AND members['due_at'] != ''),
                ('complex', 'flag', type = 'crm.ticket.opened' AND isNull(complex) AND members['complex'] != ''),
                ('effective', 'flag', type IN ('crm.activity.logged', 'crm.visit.completed') AND isNull(effective) AND members['effective'] != ''),
                ('baseline', 'number', type = 'crm.target.set' AND isNull(baseline) AND members['baseline'] != '')
            ]) AS all_unread
    FROM crm.event_data
    WHERE type IN (
        'crm.activity.logged', 'crm.lead.created', 'crm.deal.created', 'crm.deal.won', 'crm.deal.amount_changed',
        'crm.proposal.submitted', 'crm.contract.submitted', 'crm.contract.signed', 'crm.invoice.due', 'crm.payment.received',
        'crm.purchase.repeated', 'crm.contract.renewed', 'crm.target.set', 'crm.survey.answered', 'crm.peer.rated',
        'crm.employee.surveyed', 'crm.score.adjusted', 'crm.survey.sent', 'crm.proposal.reviewed', 'crm.order.planned',
        'crm.order.delayed', 'crm.visit.planned', 'crm.improvement.opened', 'crm.ticket.opened', 'crm.visit.completed')
)
ARRAY JOIN all_unread AS unread
GROUP BY tenant, type, member, kind
COMMENT 'Members that hold no number, flag or date where one is due: unknown to all metrics, and counted here'
