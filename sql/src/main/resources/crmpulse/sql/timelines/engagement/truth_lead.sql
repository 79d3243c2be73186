-- What becomes of every lead until its first answer, with places in the total order: shared by the truth of M1, M4 and M5.
-- One row per key of kind lead that has a lead.created. Places and values are NULL or empty where there is none.
CREATE OR REPLACE VIEW crm.truth_lead AS
WITH
    marked AS
    (
        SELECT
            *,
            -- The place of the first lead.created: NULL where there is none.
            min(if(type = 'crm.lead.created', position, NULL)) OVER (PARTITION BY tenant, key) AS created_position,
            -- The owner of the lead from this event on.
            type = 'crm.lead.unassigned' OR (type IN ('crm.lead.created', 'crm.lead.assigned') AND (owner != '' OR has(cleared, 'owner'))) AS names_owner,
            argMaxIf(owner, position, names_owner)
                OVER (PARTITION BY tenant, key ORDER BY position ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS lead_owner,
            actortype = 'human' AND direction = 'outbound'
                AND channel IN ('call', 'email', 'meeting', 'visit', 'im', 'sms')
                AND NOT (channel = 'call' AND ifNull(connected = false, false)) AS is_outbound_act,
            actortype IN ('human', 'customer') AND direction != 'internal' AND channel = 'call'
                AND ifNull(connected, false) AND ifNull(duration_seconds >= 10, true) AS is_connected_call
        FROM crm.truth_engagement_history
        -- A subject that has no id behind its slash names nothing.
        WHERE startsWith(key, 'lead/') AND key != 'lead/'
    ),
    flagged AS
    (
        SELECT
            *,
            ifNull(position > created_position, false) AS is_after_creation,
            -- Also an end before the creation: such a lead never waits.
            type IN ('crm.lead.disqualified', 'crm.lead.merged', 'crm.lead.deleted') AS is_end,
            is_after_creation AND (
                (type = 'crm.message.sent' AND actortype = 'human')
                OR (type = 'crm.activity.logged' AND (is_outbound_act OR is_connected_call))) AS is_act,
            is_after_creation AND type = 'crm.message.sent' AND actortype = 'bot' AS is_bot_message,
            is_after_creation AND type = 'crm.lead.assigned' AND owner != '' AS is_assignment
        FROM marked
    ),
    lead AS
    (
        SELECT
            tenant,
            key,
            any(created_position) AS created_position,
            argMinIf(time, position, type = 'crm.lead.created') AS started_at,
            argMinIf(lead_owner, position, type = 'crm.lead.created') AS owner_at_creation,
            argMax(lead_owner, position) AS last_lead_owner,
            maxIf(position, names_owner) AS last_naming_position,
            countIf(type = 'crm.lead.deleted') > 0 AS is_deleted,
            argMinIf(deal_id, position, deal_id != '') AS deal_id,
            argMinIf(customer_id, position, customer_id != '') AS customer_id,
            minOrNullIf(position, is_act) AS act_position,
            argMinIf(time, position, is_act) AS act_time,
            argMinIf(if(actortype = 'customer', lead_owner, actor), position, is_act) AS act_credit,
            argMinIf(lead_owner, position, is_act) AS act_owner,
            minOrNullIf(position, is_end) AS end_position,
            argMinIf(time, position, is_end) AS end_time,
            argMinIf(type, position, is_end) AS end_type,
            minOrNullIf(position, is_bot_message) AS bot_position,
            argMinIf(time, position, is_bot_message) AS bot_time,
            minOrNullIf(position, is_assignment) AS assignment_position,
            argMinIf(time, position, is_assignment) AS assignment_time
        FROM flagged
        GROUP BY tenant, key
        HAVING created_position IS NOT NULL
    )
SELECT
    tenant,
    key,
    substring(key, 6) AS lead_id,
    deal_id,
    customer_id,
    started_at,
    -- The first responder, where nobody was named and nobody took the lead away since.
    multiIf(last_lead_owner != '', last_lead_owner, is_answered AND act_position > last_naming_position, act_credit, '') AS last_owner,
    is_deleted,
    -- Whichever comes first, an answer or the end of the lead, rules the other one out.
    act_position IS NOT NULL AND ifNull(act_position < end_position, true) AS is_answered,
    end_position IS NOT NULL AND NOT is_answered AS is_cancelled,
    if(is_answered, act_position, NULL) AS answer_position,
    if(is_answered, act_time, NULL) AS answered_at,
    if(is_answered, act_credit, '') AS responder,
    if(is_answered, act_owner, '') AS owner_at_reply,
    if(is_cancelled, greatest(end_time, started_at), NULL) AS cancelled_at,
    if(is_cancelled, substring(end_type, length('crm.lead.') + 1), '') AS cancel_reason,
    if(bot_position IS NOT NULL AND ifNull(bot_position < answer_position, true), bot_time, NULL) AS bot_replied_at,
    -- A lead that has an owner when it is created is assigned at that moment.
    if(owner_at_creation != '', created_position, assignment_position) AS assigned_position,
    multiIf(owner_at_creation != '', started_at, assignment_position IS NOT NULL, assignment_time, NULL) AS assigned_at
FROM lead
COMMENT 'What becomes of every lead until its first answer, with places in the total order: shared by the truth of M1, M4 and M5'
