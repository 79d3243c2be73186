-- M22b events of the relationship, recomputed from the raw events.
CREATE OR REPLACE VIEW crm.truth_m22b AS
SELECT
    tenant,
    concat(replaceAll(replaceAll(customer_id, '%', '%25'), '/', '%2F'), '/', toString(event_no)) AS id,
    customer_id,
    toUInt32(row_number() OVER (PARTITION BY tenant, customer_id ORDER BY position)) AS event_no,
    owner,
    transform(
        type,
        ['crm.offer.value_added', 'crm.referral.made', 'crm.purchase.repeated', 'crm.contract.renewed', 'crm.customer.churned'],
        ['offer', 'referral', 'purchase', 'renewal', 'churn'],
        '') AS kind,
    multiIf(kind = 'offer', step.kind, kind = 'referral', referred, kind = 'renewal', contract_id, kind = 'churn', reason, '') AS detail,
    if(kind IN ('purchase', 'renewal'), step.amount, NULL) AS amount,
    if(kind IN ('purchase', 'renewal'), step.currency, '') AS currency,
    time AS started_at
FROM (SELECT * FROM crm.truth_relationship WHERE type NOT IN ('crm.visit.planned', 'crm.visit.completed')) AS step
COMMENT 'Events of the relationship, recomputed from the raw events (M22b)'
