-- A stalled deal is an open one with a broken, still running clock of the SLA deal-progress (M27).
CREATE OR REPLACE VIEW crm.stalled_deal AS
SELECT
    clock.tenant AS tenant,
    deal.id AS id,
    clock.deal_id AS deal_id,
    clock.lead_id AS lead_id,
    clock.customer_id AS customer_id,
    deal.stage AS stage,
    deal.owner AS owner,
    deal.amount AS amount,
    deal.currency AS currency,
    tier.tier AS tier,
    clock.started_at AS last_progress_at,
    clock.breached_at AS stalled_since,
    clock.open_seconds AS silent_seconds,
    clock.policy_id AS policy_id
FROM crm.sla_clock AS clock
INNER JOIN crm.deal AS deal ON deal.tenant = clock.tenant AND deal.deal_id = clock.deal_id AND deal.lead_id = clock.lead_id
LEFT JOIN
(
    SELECT tenant, lead_id, argMax(tier, episode) AS tier
    FROM crm.lead_tier
    WHERE is_current
    GROUP BY tenant, lead_id
) AS tier ON tier.tenant = clock.tenant AND tier.lead_id = clock.lead_id
WHERE clock.sla = 'deal-progress' AND clock.state = 'breached' AND clock.ended_at IS NULL AND deal.outcome = 'open'
COMMENT 'Deals without progress for longer than the SLA deal-progress allows (M8)';
