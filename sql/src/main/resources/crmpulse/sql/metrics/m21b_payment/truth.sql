-- M21b payments, recomputed from the raw events.
CREATE OR REPLACE VIEW crm.truth_m21b AS
SELECT
    tenant,
    concat(kind, '/', replaceAll(replaceAll(own_id, '%', '%25'), '/', '%2F'), '/', toString(payment_no)) AS id,
    payment_no,
    payment_id,
    if(kind = 'invoice', own_id, '') AS invoice_id,
    first_lead_id AS lead_id,
    first_deal_id AS deal_id,
    first_customer_id AS customer_id,
    last_owner AS owner,
    payment_amount AS amount,
    payment_currency AS currency,
    toUInt32(is_foreign) AS is_foreign,
    time AS started_at
FROM
(
    SELECT
        *,
        extract(key, '^([^/]+)/') AS kind,
        if(kind = '', key, substring(key, length(kind) + 2)) AS own_id,
        toUInt32(row_number() OVER (PARTITION BY tenant, key ORDER BY truth_account.position)) AS payment_no
    FROM crm.truth_account
    WHERE is_payment
)
COMMENT 'Payments, recomputed from the raw events (M21b)'
