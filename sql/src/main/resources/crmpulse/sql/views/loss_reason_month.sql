-- Shares with Wilson's interval of 95 % (z = 1.959964, z² = 3.841459).
CREATE OR REPLACE VIEW crm.loss_reason_month AS
SELECT
    tenant,
    month,
    loss_reason,
    count() AS n,
    any(lost_deals) AS n_lost,
    round(n / n_lost, 6) AS share,
    round(greatest((n + 1.9207294 - 1.959964 * sqrt(n * (n_lost - n) / n_lost + 0.9603647)) / (n_lost + 3.8414589), 0), 6) AS share_low,
    round((n + 1.9207294 + 1.959964 * sqrt(n * (n_lost - n) / n_lost + 0.9603647)) / (n_lost + 3.8414589), 6) AS share_high
FROM
(
    SELECT
        tenant,
        toStartOfMonth(assumeNotNull(ended_at)) AS month,
        loss_reason,
        count() OVER (PARTITION BY tenant, month) AS lost_deals
    FROM crm.deal
    WHERE outcome = 'lost'
)
GROUP BY tenant, month, loss_reason
COMMENT 'Why deals were lost, by month of the loss in UTC (M7)';
