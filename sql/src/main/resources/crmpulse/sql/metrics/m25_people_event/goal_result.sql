CREATE OR REPLACE VIEW crm.goal_result AS
SELECT
    tenant,
    id AS goal_id,
    result.1 AS fact,
    result.2 AS fact_id,
    result.4 AS owner,
    result.5 AS happened_at,
    result.3 AS amount,
    result.6 AS currency
FROM (SELECT tenant, id, results FROM crm.goal_attainment)
ARRAY JOIN results AS result
COMMENT 'What counted for each goal: deals won and payments received while it held (M25)'
