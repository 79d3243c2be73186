-- Who turned to whom in the history of every lead and deal: shared by the truth of M2, M2b and M3.
-- One row per act of a customer, act of a person that the customer sees, message of a bot, or end of a lead.
CREATE OR REPLACE VIEW crm.truth_contact AS
WITH
    marked AS
    (
        SELECT
            *,
            channel IN ('call', 'email', 'meeting', 'visit', 'im', 'sms') AS is_seen_by_customer,
            -- Both sides spoke: nobody waits for the other afterwards.
            type = 'crm.activity.logged' AND actortype IN ('human', 'customer') AND direction != 'internal'
                AND channel = 'call' AND ifNull(connected, false) AND ifNull(duration_seconds >= 10, true) AS is_talk,
            NOT is_talk AND actortype = 'human' AND (
                type = 'crm.message.sent'
                OR (type = 'crm.activity.logged' AND direction = 'outbound' AND is_seen_by_customer
                    AND NOT (channel = 'call' AND ifNull(connected = false, false)))) AS is_outbound,
            NOT is_talk AND (
                (type = 'crm.message.received' AND actortype != 'bot')
                OR (type = 'crm.activity.logged' AND actortype = 'customer' AND direction = 'inbound'
                    AND is_seen_by_customer)) AS is_inbound,
            type = 'crm.message.sent' AND actortype = 'bot' AS is_bot_message,
            type IN ('crm.lead.disqualified', 'crm.lead.merged', 'crm.lead.deleted') AS is_end,
            -- The owner of the lead that the history has named up to this event.
            type = 'crm.lead.unassigned' OR (type IN ('crm.lead.created', 'crm.lead.assigned') AND (owner != '' OR has(cleared, 'owner'))) AS names_owner,
            argMaxIf(owner, position, names_owner)
                OVER (PARTITION BY tenant, key ORDER BY position ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS lead_owner,
            maxIf(position, names_owner)
                OVER (PARTITION BY tenant, key ORDER BY position ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS naming_position,
            argMinIf(customer_id, position, customer_id != '') OVER (PARTITION BY tenant, key) AS first_customer_id
        FROM
        (
            -- As plain texts, for a view has no truth values of low cardinality.
            SELECT * REPLACE (CAST(type AS String) AS type, CAST(actortype AS String) AS actortype)
            FROM crm.truth_engagement_history
            WHERE (startsWith(key, 'lead/') AND key != 'lead/') OR (startsWith(key, 'deal/') AND key != 'deal/')
        )
    )
SELECT
    contact.tenant AS tenant,
    contact.key AS key,
    position, type, time, actor, actortype, channel, deal_id, first_customer_id,
    if(startsWith(contact.key, 'lead/'), substring(contact.key, 6), '') AS lead_id,
    is_talk, is_outbound, is_inbound, is_bot_message, is_end,
    -- The owner of the lead here; the first responder owns from the answer on, where nobody was named.
    multiIf(
        lead_owner != '', lead_owner,
        ifNull(lead.answer_position < position AND lead.answer_position > naming_position, false), lead.answered_by,
        '') AS lead_owner_here
FROM
(
    SELECT *
    FROM marked
    WHERE is_talk OR is_outbound OR is_inbound OR is_bot_message OR is_end
) AS contact
LEFT JOIN
(
    SELECT tenant, key, answer_position, responder AS answered_by
    FROM crm.truth_lead
) AS lead ON lead.tenant = contact.tenant AND lead.key = contact.key
COMMENT 'Who turned to whom in the history of every lead and deal: shared by the truth of M2, M2b and M3'
