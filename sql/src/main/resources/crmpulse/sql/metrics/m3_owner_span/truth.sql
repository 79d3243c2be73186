-- M3 owner spans, recomputed from the raw events: one row per lead and span of an owner.
-- The way: find the events that change the owner of a created lead; of the first answer after each, the end of the lead and
-- the next change, whichever comes first ends the span.
CREATE OR REPLACE VIEW crm.truth_m3 AS
SELECT
    fact.*,
    -- include: business_seconds
FROM
(
    WITH
        named AS
        (
            SELECT
                tenant,
                key,
                position,
                time,
                type = 'crm.lead.unassigned' OR (type IN ('crm.lead.created', 'crm.lead.assigned') AND (owner != '' OR has(cleared, 'owner'))) AS names_owner,
                min(if(type = 'crm.lead.created', position, NULL)) OVER whole AS created_position,
                argMaxIf(owner, position, names_owner) OVER upto AS lead_owner,
                argMaxIf(if(type = 'crm.lead.assigned', ground, ''), position, names_owner) OVER upto AS lead_ground,
                argMaxIf(owner, position, names_owner) OVER
                    (PARTITION BY tenant, key ORDER BY position ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS lead_owner_before,
                argMinIf(deal_id, position, deal_id != '') OVER whole AS first_deal_id,
                argMinIf(customer_id, position, customer_id != '') OVER whole AS first_customer_id
            FROM crm.truth_engagement_history
            WHERE startsWith(key, 'lead/') AND key != 'lead/'
            WINDOW
                whole AS (PARTITION BY tenant, key),
                upto AS (PARTITION BY tenant, key ORDER BY position ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
        ),
        -- Answers, ends of the lead and waits of its customer, each found by its place.
        act AS
        (
            SELECT
                tenant AS act_tenant, key AS act_root, toNullable(position) AS act_position, toNullable(time) AS act_time,
                actor AS act_actor, actortype AS act_actortype
            FROM crm.truth_contact
            WHERE is_outbound OR is_talk
        ),
        lead_end AS
        (
            SELECT tenant AS end_tenant, key AS end_root, toNullable(position) AS end_position, toNullable(time) AS end_time
            FROM crm.truth_contact
            WHERE is_end
        ),
        waited AS
        (
            SELECT
                tenant AS wait_tenant, key AS wait_root, started_position AS wait_position,
                ifNull(closed_position, 4294967295) AS wait_until, toNullable(started_at) AS wait_at
            FROM crm.truth_wait
            WHERE waiting = 'customer'
        ),
        begun AS
        (
            SELECT
                tenant, key, position, time, assumeNotNull(created_position) AS creation_position, lead_owner, lead_ground,
                first_deal_id, first_customer_id,
                -- The first end counts, also one before the creation.
                toUInt64(0) AS before_all,
                leadInFrame(toNullable(position)) OVER following AS next_position,
                leadInFrame(toNullable(time)) OVER following AS next_at,
                leadInFrame(lead_owner) OVER following AS next_owner
            FROM named
            WHERE ifNull(position = created_position, false)
                OR (ifNull(position > created_position, false) AND names_owner AND lead_owner != lead_owner_before)
            WINDOW following AS
                (PARTITION BY tenant, key ORDER BY position ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
        ),
        span AS
        (
            SELECT
                *,
                -- Whichever comes first ends the span.
                arrayMin([ifNull(act_position, 4294967295), ifNull(end_position, 4294967295), ifNull(next_position, 4294967295)]) AS last_position,
                multiIf(
                    last_position = 4294967295, NULL,
                    last_position = ifNull(act_position, 0), 'answered',
                    last_position = ifNull(end_position, 0), 'cancelled',
                    next_owner = '', 'unassigned',
                    'reassigned') AS end_reason,
                -- Nobody had answered the lead when the span began.
                ifNull(earlier_position, 0) <= creation_position AS is_unanswered
            FROM begun
            ASOF LEFT JOIN act ON act_tenant = begun.tenant AND act_root = begun.key AND act_position > begun.position
            ASOF LEFT JOIN (SELECT act_tenant AS earlier_tenant, act_root AS earlier_root, act_position AS earlier_position FROM act) AS earlier
                ON earlier_tenant = begun.tenant AND earlier_root = begun.key AND earlier_position < begun.position
            ASOF LEFT JOIN lead_end ON end_tenant = begun.tenant AND end_root = begun.key AND end_position > begun.before_all
            ASOF LEFT JOIN waited ON wait_tenant = begun.tenant AND wait_root = begun.key AND wait_position <= begun.position
            -- Nobody's time is no span, but ends one.
            WHERE lead_owner != '' AND ifNull(begun.position < end_position, true)
        )
    SELECT
        span.tenant AS tenant,
        concat(lead_id, '/', toString(span_no)) AS id,
        substring(span.key, 6) AS lead_id,
        first_deal_id AS deal_id,
        first_customer_id AS customer_id,
        toUInt32(row_number() OVER (PARTITION BY span.tenant, span.key ORDER BY position)) AS span_no,
        lead_owner AS owner,
        lead_ground AS ground,
        if(wait_until > position, wait_at, NULL) AS message_wait_at,
        if(is_unanswered, least(created.created_at, ifNull(message_wait_at, created.created_at)), message_wait_at) AS customer_wait_started_at,
        time AS started_at,
        multiIf(end_reason = 'answered', act_time, end_reason = 'cancelled', end_time, end_reason IN ('reassigned', 'unassigned'), next_at, NULL) AS ended_at,
        end_reason,
        multiIf(ifNull(end_reason != 'answered', true), '', act_actortype = 'customer', owner, act_actor) AS responder,
        toDecimal64(dateDiff('millisecond', started_at, ended_at), 3) / 1000 AS calendar_seconds
    FROM span
    LEFT JOIN (SELECT tenant, key, toNullable(started_at) AS created_at FROM crm.truth_lead) AS created
        ON created.tenant = span.tenant AND created.key = span.key
) AS fact
-- include: calendar_of_fact
COMMENT 'Owner spans, recomputed from the raw events: one row per lead and span of an owner (M3)'
