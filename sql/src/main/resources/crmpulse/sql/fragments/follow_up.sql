-- An appointment, a purchase or a referral of the customer counts for the follow-ups before it, within the window of the policy. What the
-- CRM calls effective or not is so; where it says nothing, a call that nobody took and the outcomes of the policy are not.
    toDateTime64(first_day, 3, 'UTC') AS begins, toDateTime64(day_after, 3, 'UTC') AS ends,
    -- A result later than any window of the policies is that of none of these follow-ups.
    ends + toIntervalSecond(assumeNotNull((SELECT toUInt32(max(yield_seconds)) FROM crm.quality_policy))) AS last_result,
    result AS
    (
        SELECT tenant, concat('customer/', customer_id) AS subject, started_at AS at, 'appointment' AS kind
        FROM crm_store.activity FINAL WHERE channel IN ('meeting', 'visit') AND customer_id != '' AND started_at >= begins AND started_at <= last_result
        UNION ALL
        SELECT tenant, concat('lead/', lead_id), started_at, 'appointment'
        FROM crm_store.activity FINAL WHERE channel IN ('meeting', 'visit') AND lead_id != '' AND started_at >= begins AND started_at <= last_result
        UNION ALL
        SELECT tenant, concat('lead/', lead_id), assumeNotNull(ended_at), 'purchase'
        FROM crm_store.deal FINAL WHERE outcome = 'won' AND ended_at >= begins AND ended_at <= last_result AND lead_id != ''
        UNION ALL
        SELECT tenant, concat('customer/', customer_id), assumeNotNull(ended_at), 'purchase'
        FROM crm_store.deal FINAL WHERE outcome = 'won' AND ended_at >= begins AND ended_at <= last_result AND customer_id != ''
        UNION ALL
        SELECT tenant, concat('customer/', customer_id), started_at, 'appointment'
        FROM crm_store.visit FINAL WHERE is_planned = 1 AND started_at >= begins AND started_at <= last_result
        UNION ALL
        SELECT tenant, concat('customer/', customer_id), started_at, CAST(kind AS String)
        FROM crm_store.relationship_event FINAL WHERE kind IN ('purchase', 'referral') AND started_at >= begins AND started_at <= last_result
    )
SELECT
    contact.tenant AS tenant,
    contact.id AS id,
    contact.started_at AS started_at,
    contact.activity_id AS activity_id,
    contact.source AS source,
    contact.lead_id AS lead_id,
    contact.deal_id AS deal_id,
    contact.customer_id AS customer_id,
    contact.owner AS owner,
    contact.actor AS rep,
    person.team AS team,
    person.region AS region,
    contact.channel AS channel,
    contact.duration_seconds AS duration_seconds,
    contact.connected AS connected,
    contact.outcome AS outcome,
    contact.script_followed AS script_followed,
    contact.fields_filled AS fields_filled,
    contact.fields_required AS fields_required,
    contact.notes_length AS notes_length,
    contact.notes_fingerprint AS notes_fingerprint,
    contact.has_attachment AS has_attachment,
    contact.next_step AS next_step,
    contact.next_step_at AS next_step_at,
    contact.recording_delay_seconds AS recording_delay_seconds,
    policy.policy_id AS policy_id,
    multiIf(
        contact.effective = 'no', 'not effective',
        contact.effective = 'yes', '',
        contact.connected = 'no', 'not taken',
        has(policy.ineffective, lowerUTF8(contact.outcome)), lowerUTF8(contact.outcome),
        '') AS ineffective_reason,
    toUInt8(ineffective_reason != '') AS is_ineffective,
    toUInt8(has(policy.invitations, lowerUTF8(contact.next_step))) AS is_invitation,
    -- The earlier of what followed with the lead and with the customer.
    if(of_lead.kind != '' AND (of_customer.kind = '' OR of_lead.at <= of_customer.at), (of_lead.kind, of_lead.at), (of_customer.kind, of_customer.at)) AS next_result,
    if(next_result.1 != '' AND dateDiff('millisecond', contact.started_at, next_result.2) / 1000 <= policy.yield_seconds, next_result.1, '') AS yield,
    if(yield != '', toNullable(next_result.2), NULL) AS yielded_at
FROM (SELECT * FROM crm_store.activity FINAL WHERE is_follow_up = 1 AND started_at >= begins AND started_at < ends) AS contact
ASOF LEFT JOIN (SELECT tenant, effective_from, policy_id, ineffective, invitations, yield_seconds FROM crm.quality_policy) AS policy
    ON policy.tenant = contact.tenant AND policy.effective_from <= contact.started_at
ASOF LEFT JOIN (SELECT tenant, rep_id, valid_from, team, region FROM crm.membership) AS person
    ON person.tenant = contact.tenant AND person.rep_id = contact.actor AND person.valid_from <= contact.started_at
ASOF LEFT JOIN result AS of_lead
    ON of_lead.tenant = contact.tenant AND of_lead.subject = concat('lead/', contact.lead_id) AND of_lead.at > contact.started_at
ASOF LEFT JOIN result AS of_customer
    ON of_customer.tenant = contact.tenant AND of_customer.subject = concat('customer/', contact.customer_id) AND of_customer.at > contact.started_at
SETTINGS join_use_nulls = 0
