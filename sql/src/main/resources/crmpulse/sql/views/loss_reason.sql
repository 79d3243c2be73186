-- Shares with Wilson's interval of 95 %.
CREATE OR REPLACE VIEW crm.loss_reason AS
WITH
    -- include: wilson
SELECT
    tenant,
    loss_reason AS id,
    loss_reason,
    count() AS n,
    any(lost_deals) AS n_lost,
    round(n / n_lost, 6) AS share,
    round(wilson_low(n, n_lost), 6) AS share_low,
    round(wilson_high(n, n_lost), 6) AS share_high,
    min(ended_at) AS first_lost_at,
    max(ended_at) AS last_lost_at
FROM
(
    SELECT tenant, loss_reason, ended_at, count() OVER (PARTITION BY tenant) AS lost_deals
    FROM crm.deal
    WHERE outcome = 'lost'
)
GROUP BY tenant, loss_reason
COMMENT 'Why deals are lost: share of each reason (M7)';
