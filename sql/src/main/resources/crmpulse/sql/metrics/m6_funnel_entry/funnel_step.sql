-- The steps of all entries with what conversion is split by: tier of the lead and team of the owner at the entry,
-- response bucket of the lead.
-- crm_store.first_response is read itself, for its view is made later than this one.
CREATE OR REPLACE VIEW crm.funnel_step AS
SELECT
    entry.tenant AS tenant,
    entry.id AS id,
    entry.funnel AS funnel,
    entry.policy_id AS policy_id,
    entry.entity AS entity,
    entry.entity_id AS entity_id,
    entry.lead_id AS lead_id,
    entry.owner AS owner,
    entry.channel AS channel,
    entry.step AS step,
    entry.step_no AS step_no,
    entry.steps AS steps,
    entry.entered_at AS entered_at,
    entry.reached_at AS reached_at,
    entry.is_converted AS is_converted,
    entry.is_mature AS is_mature,
    tier.tier AS tier,
    person.team AS team,
    if(entry.lead_id = '', '', ifNull(toString(response.bucket), 'unanswered')) AS response_bucket
FROM crm.funnel_entry AS entry
ASOF LEFT JOIN
(
    SELECT tenant, lead_id, started_at, tier
    FROM crm.lead_tier
) AS tier ON tier.tenant = entry.tenant AND tier.lead_id = entry.lead_id AND tier.started_at <= entry.entered_at
ASOF LEFT JOIN
(
    SELECT tenant, rep_id, valid_from, team
    FROM crm.membership
) AS person ON person.tenant = entry.tenant AND person.rep_id = entry.owner AND person.valid_from <= entry.entered_at
LEFT JOIN
(
    SELECT tenant, lead_id, bucket
    FROM crm_store.first_response FINAL
) AS response ON response.tenant = entry.tenant AND response.lead_id = entry.lead_id
SETTINGS join_use_nulls = 0
COMMENT 'One step of an entry into a funnel, with tier and response bucket of its lead (M6)';
