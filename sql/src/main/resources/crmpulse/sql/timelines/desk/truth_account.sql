-- The events of every invoice, and payments that name none, with what is due in the end: shared by the truth of M21 and M21b.
CREATE OR REPLACE VIEW crm.truth_account AS
SELECT
    *,
    type = 'crm.invoice.due' AS is_due,
    type = 'crm.payment.received' AS is_payment,
    amount AS payment_amount,
    currency AS payment_currency,
    -- In a tuple, since argMax passes over what is NULL: the last amount with its currency, or that it was taken back.
    argMaxIf(
        tuple(amount, currency), position, type = 'crm.invoice.due' AND (amount IS NOT NULL OR has(cleared, 'amount')))
        OVER (PARTITION BY tenant, key) AS due_money,
    min(if(type = 'crm.invoice.due', time, NULL)) OVER (PARTITION BY tenant, key) AS issued_at,
    type = 'crm.payment.received' AND due_money.1 IS NOT NULL AND currency != due_money.2 AS is_foreign
FROM crm.truth_desk_history
WHERE type = 'crm.invoice.due'
    OR (type = 'crm.payment.received' AND amount IS NOT NULL
        -- Of a payment that is stated again the last statement counts.
        AND (tenant, key, position) NOT IN
        (
            SELECT tenant, key, position
            FROM
            (
                SELECT tenant, key, position, max(position) OVER (PARTITION BY tenant, key, payment_id) AS last_position
                FROM crm.truth_desk_history
                WHERE type = 'crm.payment.received' AND amount IS NOT NULL AND payment_id != ''
            )
            WHERE position < last_position
        ))
COMMENT 'The events of every invoice, and payments that name none, with what is due in the end: shared by the truth of M21 and M21b'
