-- M5 sales cycle and outcome, recomputed from the raw events: one row per deal.
CREATE OR REPLACE VIEW crm.truth_m5 AS
SELECT
    fact.*,
    -- Working time up to the end less working time up to the begin; NULL where the tenant's calendar knows one of them not.
    if(
        ended_at IS NOT NULL AND is_begin_covered AND is_end_covered,
        toDecimal64(
            end_millis_before + dateDiff('millisecond', end_from, least(assumeNotNull(ended_at), end_until))
            - begin_millis_before - dateDiff('millisecond', begin_from, least(started_at, begin_until)),
            3) / 1000,
        NULL) AS business_seconds,
    calendar_id
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
            GROUP BY tenant, root, deal_id
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
ASOF LEFT JOIN
(
    SELECT tenant AS calendar_for, effective_from AS calendar_from, calendar_tenant, calendar_id
    FROM crm.tenant_profile
) AS calendar ON calendar_for = fact.tenant AND calendar_from <= fact.started_at
ASOF LEFT JOIN
(
    SELECT
        tenant AS begin_tenant, calendar_id AS begin_calendar, starts_at AS begin_from, ends_at AS begin_until,
        business_millis_before AS begin_millis_before, is_covered AS is_begin_covered
    FROM crm.working_time
) AS begin_stretch ON begin_tenant = calendar_tenant AND begin_calendar = calendar_id AND begin_from <= fact.started_at
ASOF LEFT JOIN
(
    SELECT
        tenant AS end_tenant, calendar_id AS end_calendar, starts_at AS end_from, ends_at AS end_until,
        business_millis_before AS end_millis_before, is_covered AS is_end_covered
    FROM crm.working_time
) AS end_stretch ON end_tenant = calendar_tenant AND end_calendar = calendar_id AND end_from <= ifNull(fact.ended_at, fact.started_at)
