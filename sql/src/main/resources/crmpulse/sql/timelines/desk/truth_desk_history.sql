-- The history of every proposal, contract, order and invoice, by the rules of crm.truth_engagement_history: one row per surviving event,
-- with whom and what the history names: shared by the truth of M19, M20 and M21.
CREATE OR REPLACE VIEW crm.truth_desk_history AS
WITH
    -- include: date_moment
    , delivery AS
    (
        SELECT *, key AS history
        FROM crm.event_data
        WHERE startsWith(type, 'crm.proposal.') OR startsWith(type, 'crm.order.')
            OR type IN ('crm.contract.submitted', 'crm.contract.reviewed', 'crm.contract.signed', 'crm.invoice.due', 'crm.payment.received')
    ),
    -- include: history
    , placed AS
    (
        SELECT
            tenant,
            key,
            -- The place in the total order of the key, from 1.
            row_number() OVER (PARTITION BY tenant, key ORDER BY time, sequence, rank, source, id) AS position,
            -- include: history_event
            , question_id,
            fully_meets,
            `match` AS match_percent,
            lowerUTF8(replaceRegexpAll(`by`, '^[\\pZ\\x09-\\x0D\\x{85}]+|[\\pZ\\x09-\\x0D\\x{85}]+$', '')) AS reviewer,
            outcome,
            contract_id,
            alternative,
            date_moment(planned_at, profile.zone) AS planned_moment,
            date_moment(due_at, profile.zone) AS due_moment,
            payment_id,
            -- What an event is about; some histories are of a subject of another kind.
            if(startsWith(survivor.type, 'crm.payment.'), 'invoice', splitByChar('.', toString(survivor.type))[2]) AS family
        FROM survivor
        ASOF LEFT JOIN (SELECT tenant AS profile_tenant, effective_from AS profile_from, zone FROM crm.tenant_profile) AS profile
            ON profile_tenant = survivor.tenant AND profile_from <= survivor.time
        WHERE type IN (
            'crm.proposal.submitted', 'crm.proposal.question_asked', 'crm.proposal.question_answered', 'crm.proposal.reviewed',
            'crm.contract.submitted', 'crm.contract.reviewed', 'crm.contract.signed',
            'crm.order.planned', 'crm.order.delivery_confirmed', 'crm.order.delayed', 'crm.order.delivered', 'crm.order.signed_off',
            'crm.invoice.due', 'crm.payment.received')
    )
SELECT
    *,
    -- The first that the history names, and the owner that it names last.
    argMinIf(lead_id, position, lead_id != '') OVER (PARTITION BY tenant, key, family) AS first_lead_id,
    argMinIf(deal_id, position, deal_id != '') OVER (PARTITION BY tenant, key, family) AS first_deal_id,
    argMinIf(customer_id, position, customer_id != '') OVER (PARTITION BY tenant, key, family) AS first_customer_id,
    argMaxIf(owner, position, owner != '' OR has(cleared, 'owner')) OVER (PARTITION BY tenant, key, family) AS last_owner
FROM placed
COMMENT 'The history of every proposal, contract, order and invoice, by the rules of crm.truth_engagement_history: one row per surviving event, with whom and what the history names: shared by the truth of M19, M20 and M21'
