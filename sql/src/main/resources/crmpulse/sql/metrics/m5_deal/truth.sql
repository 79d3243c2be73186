-- M5 sales cycle and outcome, recomputed from the raw events: one row per deal.
CREATE OR REPLACE VIEW crm.truth_m5 AS
SELECT
    fact.*,
    -- include: business_seconds
FROM
(
    WITH
        named AS
        (
            SELECT
                *,
                -- A repeated deal.won changes nothing, so it names no amount either.
                type IN ('crm.deal.created', 'crm.deal.amount_changed') OR (type = 'crm.deal.won' AND changes_state) AS names_amount,
                stage AS named_stage
            FROM crm.truth_deal_event
        ),
        deal AS
        (
            SELECT
                tenant,
                deal_id,
                any(row_id) AS id,
                argMinIf(lead_id, position, lead_id != '') AS first_lead_id,
                argMinIf(customer_id, position, customer_id != '') AS first_customer_id,
                argMax(deal_owner, position) AS last_deal_owner,
                argMax(is_owner_named, position) AS is_last_owner_named,
                any(is_responder_owner) AS is_responder_last_owner,
                any(last_lead_owner) AS owner_of_lead,
                any(responder) AS responder_of_lead,
                argMaxIf(named_stage, position, named_stage != '' OR clears_stage) AS last_stage,
                argMaxIf(tuple(amount), position, names_amount AND (amount IS NOT NULL OR clears_amount)).1 AS last_amount,
                argMaxIf(currency, position, names_amount AND (currency != '' OR clears_currency)) AS last_currency,
                argMaxIf(state, position, changes_state) AS last_state,
                argMaxIf(time, position, changes_state) AS last_state_at,
                argMaxIf(reason, position, changes_state) AS last_state_reason,
                countIf(changes_state AND state = 'open') AS reopenings,
                countIf(type = 'crm.deal.created') > 0 AS is_creation_known,
                argMinIf(time, position, type = 'crm.deal.created') AS first_creation_at,
                argMin(time, position) AS first_event_at
            FROM named
            WHERE NOT is_deleted
            GROUP BY tenant, key, deal_id
        )
    SELECT
        tenant,
        id,
        deal_id,
        first_lead_id AS lead_id,
        first_customer_id AS customer_id,
        multiIf(
            is_last_owner_named, last_deal_owner,
            owner_of_lead != '', owner_of_lead,
            is_responder_last_owner, responder_of_lead,
            '') AS owner,
        last_stage AS stage,
        last_amount AS amount,
        last_currency AS currency,
        if(last_state IN ('won', 'lost'), last_state, 'open') AS outcome,
        if(outcome = 'lost', last_state_reason, '') AS loss_reason,
        toUInt32(reopenings) AS reopen_count,
        -- The outcome may lie before the creation: then the deal began with its first event.
        if(is_creation_known AND (outcome = 'open' OR first_creation_at <= last_state_at), first_creation_at, first_event_at) AS started_at,
        if(outcome = 'open', NULL, last_state_at) AS ended_at,
        toDecimal64(dateDiff('millisecond', started_at, ended_at), 3) / 1000 AS calendar_seconds
    FROM deal
) AS fact
-- include: calendar_of_fact
COMMENT 'Sales cycle and outcome, recomputed from the raw events: one row per deal (M5)'
