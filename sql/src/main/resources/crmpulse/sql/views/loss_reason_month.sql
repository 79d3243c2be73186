-- Shares with Wilson's interval of 95 %.
CREATE OR REPLACE VIEW crm.loss_reason_month AS
WITH
    -- include: wilson
SELECT
    tenant,
    month,
    loss_reason,
    count() AS n,
    any(lost_deals) AS n_lost,
    round(n / n_lost, 6) AS share,
    round(wilson_low(n, n_lost), 6) AS share_low,
    round(wilson_high(n, n_lost), 6) AS share_high
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
