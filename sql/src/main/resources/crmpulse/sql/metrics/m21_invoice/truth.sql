-- M21 invoices, recomputed from the raw events: what each is to pay in the end, and the payment from which on its sum has been reached.
CREATE OR REPLACE VIEW crm.truth_m21 AS
SELECT
    fact.* EXCEPT due,
    -- include: business_seconds
FROM
(
    WITH
        summed AS
        (
            SELECT *, sumIf(payment_amount, is_payment AND NOT is_foreign) OVER
                (PARTITION BY tenant, key ORDER BY position ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS received
            FROM crm.truth_account
            WHERE startsWith(key, 'invoice/') AND key != 'invoice/'
        )
    SELECT
        tenant,
        substring(key, 9) AS id,
        id AS invoice_id,
        argMinIf(summed.contract_id, position, is_due AND summed.contract_id != '') AS contract_id,
        any(first_lead_id) AS lead_id,
        any(first_deal_id) AS deal_id,
        any(first_customer_id) AS customer_id,
        any(last_owner) AS owner,
        any(due_money) AS due,
        due.1 AS amount,
        if(due.1 IS NULL, '', due.2) AS currency,
        -- In a tuple, since argMax passes over what is NULL.
        argMaxIf(tuple(due_moment), position, is_due AND (due_moment IS NOT NULL OR has(summed.cleared, 'due_at'))).1 AS due_at,
        toUInt32(countIf(is_payment AND NOT is_foreign)) AS payment_count,
        toUInt32(countIf(is_payment AND is_foreign)) AS foreign_count,
        minIf(time, is_due) AS started_at,
        minOrNullIf(greatest(time, issued_at), is_payment AND NOT is_foreign AND ifNull(received >= due_money.1, false) AND position > below) AS ended_at,
        toDecimal64(dateDiff('millisecond', started_at, ended_at), 3) / 1000 AS calendar_seconds
    FROM
    (
        SELECT *, max(if(is_payment AND NOT is_foreign AND ifNull(received < due_money.1, false), position, 0)) OVER (PARTITION BY tenant, key) AS below
        FROM summed
    ) AS summed
    GROUP BY tenant, key
    HAVING countIf(is_due) > 0
) AS fact
-- include: calendar_of_fact
COMMENT 'Invoices, recomputed from the raw events: what each is to pay in the end, and the payment from which on its sum has been reached (M21)'
