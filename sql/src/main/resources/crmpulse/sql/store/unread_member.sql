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
                ('attachment', 'flag', type = 'crm.activity.logged' AND isNull(attachment) AND members['attachment'] != ''),
                ('next_step_at', 'date', type = 'crm.activity.logged' AND next_step_at = '' AND members['next_step_at'] != ''),
                ('cost', 'number', type = 'crm.lead.created' AND isNull(cost) AND members['cost'] != ''),
                ('amount', 'number', type IN ('crm.deal.created', 'crm.deal.won', 'crm.deal.amount_changed') AND isNull(amount) AND members['amount'] != ''),
                ('score', 'number', type = 'crm.survey.answered' AND isNull(score) AND members['score'] != ''),
                ('key_account', 'flag', type IN ('crm.survey.sent', 'crm.survey.answered') AND isNull(key_account) AND members['key_account'] != '')
            ]) AS all_unread
    FROM crm.event_data
    WHERE type IN (
        'crm.activity.logged', 'crm.lead.created', 'crm.deal.created', 'crm.deal.won', 'crm.deal.amount_changed', 'crm.survey.sent',
        'crm.survey.answered')
)
ARRAY JOIN all_unread AS unread
GROUP BY tenant, type, member, kind
COMMENT 'Members that hold no number, flag or date where one is due: unknown to all metrics, and counted here'
