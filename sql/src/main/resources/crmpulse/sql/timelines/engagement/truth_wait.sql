-- Every wait of one side for the other, customers and persons alike: shared by the truth of M2, M2b and M3.
-- The way: each act of the other side, and each end of the lead, closes what was open; the acts between two closings are
-- one wait, which begins with the first of them.
CREATE OR REPLACE VIEW crm.truth_wait AS
WITH
    side AS
    (
        SELECT *, 'customer' AS waiting, is_inbound AS is_opening, is_outbound OR is_talk OR is_end AS is_closing
        FROM crm.truth_contact
        UNION ALL
        SELECT *, 'person' AS waiting, is_outbound AS is_opening, is_inbound OR is_talk OR is_end AS is_closing
        FROM crm.truth_contact
    ),
    numbered AS
    (
        SELECT
            *,
            countIf(is_closing) OVER
                (PARTITION BY waiting, tenant, key ORDER BY position ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS closings_before
        FROM side
    ),
    wait AS
    (
        SELECT
            waiting,
            tenant,
            key,
            any(lead_id) AS lead_id,
            any(first_customer_id) AS customer_id,
            minIf(position, is_opening) AS started_position,
            argMinIf(time, position, is_opening) AS started_at,
            argMinIf(deal_id, position, is_opening) AS deal_id,
            argMinIf(actor, position, is_opening) AS opened_by,
            argMinIf(channel, position, is_opening) AS channel,
            argMinIf(lead_owner_here, position, is_opening) AS lead_owner_at_start,
            countIf(is_opening) AS openings,
            -- At most one row of a wait closes it.
            minOrNullIf(position, is_closing) AS closed_position,
            anyIf(time, is_closing) AS closed_at,
            anyIf(is_end, is_closing) AS is_cancelled,
            anyIf(type, is_closing) AS closing_type,
            anyIf(actor, is_closing) AS closing_actor,
            anyIf(actortype, is_closing) AS closing_actortype,
            anyIf(lead_owner_here, is_closing) AS lead_owner_at_end,
            groupArrayIf((position, time), is_bot_message) AS bot_messages
        FROM numbered
        GROUP BY waiting, tenant, key, closings_before
        HAVING openings > 0
    ),
    -- Where a deal names an owner itself, or nobody.
    deal_owner AS
    (
        SELECT tenant, key, deal_id, position, owner
        FROM crm.truth_engagement_history
        WHERE startsWith(type, 'crm.deal.') AND deal_id != '' AND (owner != '' OR has(cleared, 'owner'))
    ),
    started AS
    (
        SELECT wait.*, deal_owner.owner AS deal_owner_at_start, deal_owner.deal_id != '' AS is_named_at_start
        FROM wait
        ASOF LEFT JOIN deal_owner
            ON deal_owner.tenant = wait.tenant AND deal_owner.key = wait.key AND deal_owner.deal_id = wait.deal_id
            AND deal_owner.position <= wait.started_position
    )
SELECT
    started.waiting AS waiting,
    started.tenant AS tenant,
    started.key AS key,
    row_number() OVER (PARTITION BY started.waiting, started.tenant, started.key ORDER BY started_position) AS wait_no,
    lead_id,
    started.deal_id AS deal_id,
    customer_id,
    if(is_named_at_start, deal_owner_at_start, lead_owner_at_start) AS owner,
    closed_position IS NOT NULL AND NOT is_cancelled AS is_answered,
    multiIf(NOT is_answered, '', deal_owner.deal_id != '', deal_owner.owner, lead_owner_at_end) AS owner_at_reply,
    multiIf(NOT is_answered, '', closing_actortype = 'customer', owner_at_reply, closing_actor) AS responder,
    opened_by,
    channel,
    toUInt32(openings) AS message_count,
    started_position,
    closed_position,
    started_at,
    if(is_answered, closed_at, NULL) AS ended_at,
    if(is_cancelled, closed_at, NULL) AS cancelled_at,
    if(is_cancelled, substring(closing_type, length('crm.lead.') + 1), '') AS cancel_reason,
    arrayFirstOrNull(
        message -> message.1 > started_position,
        arraySort(bot_messages)).2 AS bot_replied_at,
    toDecimal64(dateDiff('millisecond', started_at, ended_at), 3) / 1000 AS calendar_seconds
FROM started
ASOF LEFT JOIN deal_owner
    ON deal_owner.tenant = started.tenant AND deal_owner.key = started.key AND deal_owner.deal_id = started.deal_id
    AND deal_owner.position <= ifNull(started.closed_position, 0)
COMMENT 'Every wait of one side for the other, customers and persons alike: shared by the truth of M2, M2b and M3'
