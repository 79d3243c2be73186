CREATE OR REPLACE VIEW crm.current_breaker AS
SELECT
    tenant,
    rule,
    region,
    state,
    started_at AS since,
    cools_down_at,
    failures,
    failures_in_row,
    open_seconds,
    policy_id,
    openings.n AS openings_so_far
FROM crm.breaker AS last
LEFT JOIN
(
    SELECT tenant AS of_tenant, rule AS of_rule, region AS of_region, countIf(state = 'open') AS n
    FROM crm.breaker
    GROUP BY of_tenant, of_rule, of_region
) AS openings ON of_tenant = last.tenant AND of_rule = last.rule AND of_region = last.region
WHERE last.ended_at IS NULL
COMMENT 'Where the breaker of each rule of assignment and region stands now (M23)'
