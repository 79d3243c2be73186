-- M10 contacts, recomputed from the raw events: one row per contact, with the owner before it.
CREATE OR REPLACE VIEW crm.truth_m10 AS
WITH
    -- The midnight of a day where the tenant is: the first guess is off where clocks change on that day, and no midnight at all
    -- where they change at midnight.
    (moment, zone) -> toDateTime64(toString(moment, zone), 0, 'UTC') AS on_clocks,
    (midnight, near, zone) -> subtractSeconds(midnight, dateDiff('second', near, on_clocks(near, zone))) AS corrected,
    (midnight, guess, zone) -> if(on_clocks(corrected(midnight, guess, zone), zone) = midnight, corrected(midnight, guess, zone), guess) AS chosen,
    (midnight, zone) -> chosen(midnight, corrected(midnight, midnight, zone), zone) AS midnight_in,
    delivery AS
    (
        SELECT * REPLACE (history AS key)
        FROM crm.engagement_delivery
    ),
    -- include: history
    , placed AS
    (
        SELECT
            tenant,
            key,
            source,
            survivor.id AS event_id,
            if(survivor.type = 'crm.lead.assigned' AND has(cleared, 'owner'), 'crm.lead.unassigned', CAST(survivor.type AS String)) AS type,
            time,
            recordedat,
            actor,
            CAST(survivor.actortype AS String) AS actortype,
            multiIf(survivor.deal_id != '', survivor.deal_id, startsWith(subject, 'deal/'), substring(subject, 6), '') AS named_deal,
            survivor.customer_id AS named_customer,
            if(survivor.type = 'crm.lead.unassigned', '', survivor.owner) AS named_owner,
            survivor.channel AS channel,
            survivor.direction AS direction,
            duration,
            connected,
            survivor.outcome AS outcome,
            effective,
            notes,
            survivor.next_step AS next_step,
            trimBoth(survivor.next_step_at) AS step_date,
            script_followed,
            survivor.fields_filled AS fields_filled,
            survivor.fields_required AS fields_required,
            attachment,
            cleared,
            row_number() OVER (PARTITION BY tenant, key ORDER BY time, sequence, rank, source, survivor.id) AS position
        FROM survivor
        WHERE NOT is_end_of_moved AND survivor.type IN (
            'crm.lead.created', 'crm.lead.assigned', 'crm.lead.assignment_failed', 'crm.lead.behavior', 'crm.lead.tiered',
            'crm.lead.disqualified', 'crm.lead.merged', 'crm.lead.deleted', 'crm.lead.unassigned',
            'crm.activity.logged', 'crm.message.received', 'crm.message.sent',
            'crm.deal.created', 'crm.deal.stage_changed', 'crm.deal.won', 'crm.deal.lost', 'crm.deal.reopened',
            'crm.deal.amount_changed', 'crm.deal.owner_changed', 'crm.deal.deleted')
    ),
    owned AS
    (
        SELECT
            *,
            type = 'crm.lead.unassigned' OR (type IN ('crm.lead.created', 'crm.lead.assigned') AND (named_owner != '' OR has(cleared, 'owner'))) AS names_lead_owner,
            startsWith(type, 'crm.deal.') AND named_deal != '' AND (named_owner != '' OR has(cleared, 'owner')) AS names_deal_owner,
            argMaxIf(named_owner, position, names_lead_owner) OVER before AS lead_owner,
            maxIf(position, names_lead_owner) OVER before AS naming_position,
            -- Of the deal that the event names, what its own events name last.
            argMaxIf(named_owner, position, names_deal_owner) OVER before_of_deal AS deal_owner,
            named_deal != '' AND countIf(names_deal_owner) OVER before_of_deal > 0 AS is_deal_owner_named,
            argMinIf(named_customer, position, named_customer != '') OVER (PARTITION BY tenant, key) AS first_customer
        FROM placed
        WINDOW
            before AS (PARTITION BY tenant, key ORDER BY position ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING),
            before_of_deal AS (PARTITION BY tenant, key, named_deal ORDER BY position ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
    ),
    contact AS
    (
        SELECT *
        FROM owned
        WHERE (type = 'crm.activity.logged' AND actortype IN ('human', 'customer') AND direction != 'internal'
                AND channel IN ('call', 'email', 'meeting', 'visit', 'im', 'sms'))
            OR (type = 'crm.message.sent' AND actortype = 'human')
            OR (type = 'crm.message.received' AND actortype != 'bot')
    )
SELECT
    contact.tenant AS tenant,
    concat(
        contact.key, '/', replaceAll(replaceAll(source, '%', '%25'), '/', '%2F'), '/',
        replaceAll(replaceAll(event_id, '%', '%25'), '/', '%2F')) AS id,
    event_id AS activity_id,
    source,
    if(startsWith(contact.key, 'lead/'), substring(contact.key, 6), '') AS lead_id,
    multiIf(named_deal != '', named_deal, startsWith(contact.key, 'deal/'), substring(contact.key, 6), '') AS deal_id,
    multiIf(
        named_customer != '', named_customer,
        startsWith(contact.key, 'customer/') AND contact.key != 'customer/', substring(contact.key, 10),
        first_customer) AS customer_id,
    multiIf(
        is_deal_owner_named, deal_owner,
        lead_owner != '', lead_owner,
        -- The first responder owns from the answer on, where nobody was named.
        ifNull(lead.answer_position < position AND lead.answer_position > naming_position, false), lead.answered_by,
        '') AS owner,
    actor,
    actortype AS actor_type,
    type = 'crm.activity.logged' AS is_logged,
    toUInt32(type = 'crm.message.sent' OR (is_logged AND actortype = 'human' AND contact.direction != 'inbound')) AS is_follow_up,
    channel,
    multiIf(is_logged, contact.direction, type = 'crm.message.sent', 'outbound', 'inbound') AS direction,
    time AS started_at,
    if(is_logged, CAST(duration AS Nullable(Decimal(18, 3))), NULL) AS duration_seconds,
    multiIf(NOT is_logged OR contact.connected IS NULL, '', assumeNotNull(contact.connected), 'yes', 'no') AS connected,
    if(is_logged, contact.outcome, '') AS outcome,
    multiIf(NOT is_logged OR contact.effective IS NULL, '', assumeNotNull(contact.effective), 'yes', 'no') AS effective,
    if(is_logged, contact.next_step, '') AS next_step,
    multiIf(
        NOT is_logged OR step_date = '', NULL,
        -- A day lasts until the midnight that ends it.
        length(step_date) = 10,
        toDateTime64(midnight_in(toDateTime64(toString(addDays(toDate32(step_date), 1)), 0, 'UTC'), assumeNotNull(profile.zone)), 3, 'UTC'),
        parseDateTime64BestEffortOrNull(
            replaceRegexpOne(replaceRegexpOne(upper(step_date), '^(.{16})([Z+-])', '\\1:00\\2'), '^(.{17})60', '\\159'), 3, 'UTC')
            + toIntervalSecond(substring(step_date, 17, 3) = ':60')) AS next_step_at,
    multiIf(NOT is_logged OR contact.script_followed IS NULL, '', assumeNotNull(contact.script_followed), 'yes', 'no') AS script_followed,
    if(is_logged, contact.fields_filled, NULL) AS fields_filled,
    if(is_logged, contact.fields_required, NULL) AS fields_required,
    toUInt32(if(is_logged, lengthUTF8(notes), 0)) AS notes_length,
    if(is_logged AND notes != '', bitAnd(reinterpretAsUInt64(reverse(substring(SHA256(notes), 1, 8))), 9223372036854775807), 0) AS notes_fingerprint,
    toUInt32(is_logged AND ifNull(attachment, false)) AS has_attachment,
    recordedat AS recorded_at,
    toDecimal64(dateDiff('millisecond', started_at, recorded_at), 3) / 1000 AS recording_delay_seconds
FROM contact
LEFT JOIN
(
    SELECT tenant AS lead_tenant, key AS lead_key, answer_position, responder AS answered_by
    FROM crm.truth_lead
) AS lead ON lead_tenant = contact.tenant AND lead_key = contact.key
ASOF LEFT JOIN
(
    SELECT tenant AS profile_tenant, effective_from AS profile_from, zone
    FROM crm.tenant_profile
) AS profile ON profile_tenant = contact.tenant AND profile_from <= contact.time
COMMENT 'Contacts, recomputed from the raw events: one row per contact, with the owner before it (M10)'
