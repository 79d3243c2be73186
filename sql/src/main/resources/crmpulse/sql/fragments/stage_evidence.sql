-- A deal that moved on: what there was of contact and record in the stage that it left, or in the time that the policy gives before.
    toDateTime64(first_day, 3, 'UTC') AS begins, toDateTime64(day_after, 3, 'UTC') AS ends,
    moved AS
    (
        SELECT
            tenant, id, lead_id, deal_id, customer_id, owner_at_exit AS owner, stage, next_stage, started_at, assumeNotNull(ended_at) AS moved_at,
            if(lead_id != '', concat('lead/', lead_id), concat('deal/', deal_id)) AS subject
        FROM crm_store.stage_visit FINAL
        WHERE ended_at >= begins AND ended_at < ends AND direction IN ('forward', 'skip')
    ),
    -- Contacts before the first of these stages was entered, and longer before the step than any policy asks, are near none.
    least((SELECT min(started_at) FROM moved), begins - toIntervalSecond(assumeNotNull((SELECT toUInt32(max(contact_before_stage_seconds)) FROM crm.quality_policy)))) AS first_contact,
    contact.is_found AND contact.at <= step.moved_at
        AND (contact.at >= step.started_at OR dateDiff('second', contact.at, step.moved_at) <= step.before_seconds) AS is_near
SELECT
    step.tenant AS tenant,
    step.id AS id,
    any(step.lead_id) AS lead_id,
    any(step.deal_id) AS deal_id,
    any(step.customer_id) AS customer_id,
    any(step.owner) AS owner,
    any(step.stage) AS stage,
    any(step.next_stage) AS next_stage,
    any(step.moved_at) AS moved_at,
    countIf(is_near) AS n_contacts,
    toUInt8(n_contacts > 0) AS has_contact,
    toUInt8(countIf(is_near AND contact.has_attachment = 1) > 0) AS has_evidence,
    toUInt8(countIf(is_near AND contact.next_step != '') > 0) AS has_next_step,
    toUInt8(countIf(is_near AND contact.script_followed = 'yes') > 0) AS has_script,
    toUInt8(countIf(is_near AND ifNull(contact.fields_filled >= contact.fields_required, false)) > 0) AS has_complete_record,
    has_contact + has_evidence + has_next_step + has_script + has_complete_record AS items_done,
    5 AS items,
    any(step.policy_id) AS policy_id,
    any(step.before_seconds) AS contact_before_seconds
FROM
(
    SELECT moved.*, policy.policy_id AS policy_id, policy.contact_before_stage_seconds AS before_seconds
    FROM moved
    ASOF LEFT JOIN (SELECT tenant, effective_from, policy_id, contact_before_stage_seconds FROM crm.quality_policy) AS policy
        ON policy.tenant = moved.tenant AND policy.effective_from <= moved.moved_at
) AS step
LEFT JOIN
(
    SELECT
        tenant, if(lead_id != '', concat('lead/', lead_id), concat('deal/', deal_id)) AS subject, started_at AS at, has_attachment, next_step, script_followed,
        fields_filled, fields_required, true AS is_found
    FROM crm_store.activity FINAL
    WHERE (lead_id != '' OR deal_id != '') AND started_at >= first_contact AND started_at < ends
) AS contact ON contact.tenant = step.tenant AND contact.subject = step.subject
GROUP BY tenant, id
SETTINGS join_use_nulls = 0
