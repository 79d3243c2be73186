-- The events of every customer beside surveys, by the rules of crm.truth_engagement_history: shared by the truth of M22 and M22b. The key is the customer
-- where one is named, else the subject.
CREATE OR REPLACE VIEW crm.truth_relationship AS
WITH
    -- include: date_moment
    , delivery AS
    (
        SELECT *, if(event_data.customer_id != '', concat('customer/', event_data.customer_id), subject) AS history
        FROM crm.event_data
        WHERE type IN ('crm.visit.planned', 'crm.visit.completed', 'crm.offer.value_added', 'crm.referral.made', 'crm.purchase.repeated', 'crm.contract.renewed', 'crm.customer.churned')
    ),
    -- include: history
SELECT
    tenant,
    substring(history, 10) AS customer_id,
    row_number() OVER (PARTITION BY tenant, history ORDER BY time, sequence, rank, source, id) AS position,
    CAST(type AS String) AS type,
    time,
    owner,
    cleared,
    visit_id,
    survivor.kind AS kind,
    effective,
    referred,
    contract_id,
    reason,
    amount,
    currency,
    date_moment(planned_at, profile.zone) AS planned_moment
FROM survivor
ASOF LEFT JOIN (SELECT tenant AS profile_tenant, effective_from AS profile_from, zone FROM crm.tenant_profile) AS profile
    ON profile_tenant = survivor.tenant AND profile_from <= survivor.time
WHERE startsWith(history, 'customer/') AND history != 'customer/'
COMMENT 'The events of every customer beside surveys, by the rules of crm.truth_engagement_history: shared by the truth of M22 and M22b'
