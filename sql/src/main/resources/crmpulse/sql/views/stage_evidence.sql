-- A deal that moved on: what there was of contact and record in the stage that it left, or in the time that the policy gives before.
CREATE OR REPLACE VIEW crm.stage_evidence AS
WITH
    moved AS
    (
        SELECT tenant, id, lead_id, deal_id, customer_id, owner_at_exit AS owner, stage, next_stage, started_at, assumeNotNull(ended_at) AS moved_at
        FROM crm_store.stage_visit FINAL
        WHERE ended_at IS NOT NULL AND direction IN ('forward', 'skip')
    ),
    compared AS
    (
        SELECT moved.*, policy.policy_id AS policy_id, policy.contact_before_stage_seconds AS before_seconds
        FROM moved
        ASOF LEFT JOIN (SELECT tenant, effective_from, policy_id, contact_before_stage_seconds FROM crm.quality_policy) AS policy
            ON policy.tenant = moved.tenant AND policy.effective_from <= moved.moved_at
    ),
    contact AS
    (
        SELECT
            tenant, if(lead_id != '', concat('lead/', lead_id), concat('deal/', deal_id)) AS subject, started_at AS at, actor_type, connected,
            has_attachment, next_step, script_followed, fields_filled, fields_required
        FROM crm_store.activity FINAL
        WHERE lead_id != '' OR deal_id != ''
    )
SELECT
    compared.tenant AS tenant,
    compared.id AS id,
    any(compared.lead_id) AS lead_id,
    any(compared.deal_id) AS deal_id,
    any(compared.customer_id) AS customer_id,
    any(compared.owner) AS owner,
    any(compared.stage) AS stage,
    any(compared.next_stage) AS next_stage,
    any(compared.moved_at) AS moved_at,
    countIf(is_near) AS n_contacts,
    toUInt8(n_contacts > 0) AS has_contact,
    toUInt8(countIf(is_near AND contact.has_attachment = 1) > 0) AS has_evidence,
    toUInt8(countIf(is_near AND contact.next_step != '') > 0) AS has_next_step,
    toUInt8(countIf(is_near AND contact.script_followed = 'yes') > 0) AS has_script,
    toUInt8(countIf(is_near AND ifNull(contact.fields_filled >= contact.fields_required, false)) > 0) AS has_complete_record,
    has_contact + has_evidence + has_next_step + has_script + has_complete_record AS items_done,
    5 AS items,
    any(compared.policy_id) AS policy_id,
    any(compared.before_seconds) AS contact_before_seconds
FROM compared
LEFT JOIN
(
    SELECT
        compared.tenant AS of_tenant, compared.id AS of_id, true AS is_near, contact.has_attachment AS has_attachment, contact.next_step AS next_step,
        contact.script_followed AS script_followed, contact.fields_filled AS fields_filled, contact.fields_required AS fields_required
    FROM compared
    INNER JOIN contact ON contact.tenant = compared.tenant
        AND contact.subject = if(compared.lead_id != '', concat('lead/', compared.lead_id), concat('deal/', compared.deal_id))
    WHERE contact.at <= compared.moved_at
        AND (contact.at >= compared.started_at OR dateDiff('second', contact.at, compared.moved_at) <= compared.before_seconds)
) AS contact ON of_tenant = compared.tenant AND of_id = compared.id
GROUP BY tenant, id
SETTINGS join_use_nulls = 0
COMMENT 'One step forward of a deal: contacts, attachments and records in the stage it left or shortly before, five items of a checklist (M12)'
