-- The deal.* events of every deal, each with what was true of the deal at that place: shared by the truth of M4 and M5.
CREATE OR REPLACE VIEW crm.truth_deal_event AS
WITH
    owned AS
    (
        SELECT
            *,
            type = 'crm.lead.unassigned' OR (type IN ('crm.lead.created', 'crm.lead.assigned') AND (owner != '' OR has(cleared, 'owner'))) AS names_lead_owner,
            -- The owner of the lead up to and including this event, and at the end of the history.
            argMaxIf(owner, position, names_lead_owner)
                OVER (PARTITION BY tenant, key ORDER BY position ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS lead_owner,
            argMaxIf(owner, position, names_lead_owner) OVER (PARTITION BY tenant, key) AS last_lead_owner,
            -- Where the lead was last given to somebody, or taken away; 0 where never.
            maxIf(position, names_lead_owner)
                OVER (PARTITION BY tenant, key ORDER BY position ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS naming_position,
            maxIf(position, names_lead_owner) OVER (PARTITION BY tenant, key) AS last_naming_position
        FROM crm.truth_engagement_history
    ),
    deal_event AS
    (
        SELECT
            *,
            -- What the event makes the deal: won, lost, deleted, open, or nothing.
            transform(type, ['crm.deal.won', 'crm.deal.lost', 'crm.deal.deleted', 'crm.deal.reopened'], ['won', 'lost', 'deleted', 'open'], '') AS state,
            -- The stages it names, without blanks around them, and what they are compared by.
            replaceRegexpAll(
                multiIf(type = 'crm.deal.stage_changed', to_stage, type IN ('crm.deal.created', 'crm.deal.reopened'), stage, ''),
                '^[\\pZ\\x09-\\x0D\\x{85}]+|[\\pZ\\x09-\\x0D\\x{85}]+$', '') AS named_into,
            replaceRegexpAll(if(type = 'crm.deal.stage_changed', from_stage, ''), '^[\\pZ\\x09-\\x0D\\x{85}]+|[\\pZ\\x09-\\x0D\\x{85}]+$', '') AS named_from,
            lowerUTF8(named_into) AS into_key,
            lowerUTF8(named_from) AS from_key,
            has(cleared, if(type = 'crm.deal.stage_changed', 'to', 'stage'))
                AND type IN ('crm.deal.created', 'crm.deal.stage_changed', 'crm.deal.reopened') AS clears_stage,
            owner != '' OR has(cleared, 'owner') AS names_owner
        FROM owned
        WHERE startsWith(type, 'crm.deal.') AND deal_id != ''
    ),
    followed AS
    (
        SELECT
            *,
            -- What the deal was until this event: empty before its first event.
            argMaxIf(state, position, state != '')
                OVER (PARTITION BY tenant, key, deal_id ORDER BY position ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS prior_state,
            -- What is deleted stays so until it is reopened.
            maxIf(position, state = 'deleted') OVER before > maxIf(position, state = 'open') OVER before AS was_deleted,
            multiIf(was_deleted, 'deleted', prior_state = '', 'open', prior_state) AS state_before,
            maxIf(position, state = 'deleted') OVER whole > maxIf(position, state = 'open') OVER whole AS is_deleted,
            -- The owner the deal itself names up to and including this event.
            argMaxIf(owner, position, names_owner) OVER upto AS deal_owner,
            countIf(names_owner) OVER upto > 0 AS is_owner_named,
            -- How each stage of the deal was first spelled: key -> (place, 1 for from, spelling).
            minMap(map(from_key, (position, 1, named_from), into_key, (position, 2, named_into)))
                OVER whole AS spellings
        FROM deal_event
        WINDOW
            before AS (PARTITION BY tenant, key, deal_id ORDER BY position ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING),
            upto AS (PARTITION BY tenant, key, deal_id ORDER BY position ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW),
            whole AS (PARTITION BY tenant, key, deal_id)
    )
SELECT
    followed.tenant AS tenant,
    followed.key AS key,
    followed.deal_id AS deal_id,
    -- What ids of rows about the deal begin with: the lead whose history it is, if any, and the deal, without slashes of their own.
    concat(
        if(startsWith(followed.key, 'lead/'), concat(replaceAll(replaceAll(substring(followed.key, 6), '%', '%25'), '/', '%2F'), '/'), ''),
        replaceAll(replaceAll(followed.deal_id, '%', '%25'), '/', '%2F')) AS row_id,
    position, type, time, lead_id, customer_id,
    -- The stages it names, as rows spell them: as the first funnel that names them, else as the deal first did.
    arrayFirst(named -> named.1 = into_key, arrayFlatten(stage_orders)).3 AS funnels_into,
    arrayFirst(named -> named.1 = from_key, arrayFlatten(stage_orders)).3 AS funnels_from,
    multiIf(into_key = '', '', funnels_into != '', funnels_into, spellings[into_key].3) AS stage,
    multiIf(from_key = '', '', funnels_from != '', funnels_from, spellings[from_key].3) AS from_stage,
    clears_stage,
    reason, amount, currency,
    has(cleared, 'amount') AS clears_amount,
    has(cleared, 'currency') AS clears_currency,
    is_deleted,
    state, state_before,
    -- A won of a won deal, a lost of a lost one and a reopening of an open one change nothing.
    state NOT IN ('', state_before) AND NOT (state_before = 'deleted' AND state != 'open') AS changes_state,
    lead.answered_by AS responder,
    deal_owner,
    is_owner_named,
    last_lead_owner,
    ifNull(lead.answer_position > last_naming_position, false) AS is_responder_owner,
    -- The first responder owns from the answer on, where nobody was named and nobody took the lead away since.
    multiIf(
        is_owner_named, deal_owner,
        lead_owner != '', lead_owner,
        ifNull(lead.answer_position < position AND lead.answer_position > naming_position, false), responder,
        '') AS owner_here
FROM followed
ASOF LEFT JOIN
(
    SELECT tenant AS order_tenant, effective_from AS order_from, stage_orders
    FROM crm.truth_stage_order
) AS stage_order ON order_tenant = followed.tenant AND order_from <= followed.time
LEFT JOIN
(
    SELECT tenant, key, answer_position, responder AS answered_by
    FROM crm.truth_lead
) AS lead ON lead.tenant = followed.tenant AND lead.key = followed.key
COMMENT 'The deal.* events of every deal, each with what was true of the deal at that place: shared by the truth of M4 and M5'
