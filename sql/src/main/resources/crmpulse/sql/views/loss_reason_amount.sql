CREATE OR REPLACE VIEW crm.loss_reason_amount AS
SELECT
    tenant,
    loss_reason,
    currency,
    count() AS n,
    sumOrNull(d.amount) AS amount
FROM crm.deal AS d
WHERE outcome = 'lost'
GROUP BY tenant, loss_reason, currency
COMMENT 'What the lost deals were worth, by reason and currency (M7)';
