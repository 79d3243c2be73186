CREATE OR REPLACE VIEW crm.customer_value AS
SELECT
    tenant,
    paid.customer_id AS customer_id,
    paid.currency AS currency,
    count() AS n,
    sum(toDecimal128(assumeNotNull(paid.amount), 4)) AS collected_amount,
    min(paid.started_at) AS first_paid_at,
    max(paid.started_at) AS last_paid_at
FROM (SELECT * FROM crm_store.payment FINAL WHERE customer_id != '') AS paid
GROUP BY tenant, customer_id, currency
COMMENT 'Lifetime value: what each customer has paid to date, by currency, never converted (M21)'
