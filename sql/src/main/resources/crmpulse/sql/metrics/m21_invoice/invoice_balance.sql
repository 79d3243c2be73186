-- What was received for an invoice is of as many rows as there were payments: only those in its currency pay anything of it.
CREATE OR REPLACE VIEW crm.invoice_balance AS
SELECT
    invoice.*,
    ifNull(paid.received_sum, 0) AS received,
    if(invoice.amount IS NULL, NULL, toDecimal128(assumeNotNull(invoice.amount), 4) - ifNull(paid.received_sum, 0)) AS outstanding
FROM crm.invoice AS invoice
LEFT JOIN
(
    SELECT tenant AS paid_tenant, invoice_id AS paid_invoice, toDecimal128(sum(assumeNotNull(amount)), 4) AS received_sum
    FROM crm_store.payment FINAL
    WHERE invoice_id != '' AND is_foreign = 0
    GROUP BY paid_tenant, paid_invoice
) AS paid ON paid.paid_tenant = invoice.tenant AND paid.paid_invoice = invoice.invoice_id
SETTINGS join_use_nulls = 0
COMMENT 'Invoices with what was received for them in their currency, and what is outstanding (M21)'
