-- A tenant's own policy takes the place of the general one (*) of the same id. What is in force by the horizon counts.
CREATE OR REPLACE VIEW crm.response_bucket_benchmark AS
WITH
    tenants AS
    (
        SELECT DISTINCT tenant
        FROM crm_store.ledger
    ),
    rule AS
    (
        SELECT tenant AS owner, id, version, effective_from, body
        FROM crm.policy
        WHERE kind = 'benchmark' AND effective_from <= (SELECT max(horizon) FROM crm.progress)
    ),
    in_force AS
    (
        SELECT tenant, id, argMax((version, body), (owner != '*', effective_from)) AS chosen
        FROM tenants
        CROSS JOIN rule
        WHERE owner IN ('*', tenant)
        GROUP BY tenant, id
    )
SELECT
    tenant,
    concat(id, '@', toString(chosen.1)) AS policy_id,
    curve.1 AS line,
    point.1 AS bucket,
    indexOf(['<1h', '1-4h', '4-24h', '>=24h', 'unanswered'], bucket) AS bucket_no,
    round(toFloat64OrNull(trim(BOTH '"' FROM point.2)) / 100, 6) AS rate
FROM in_force
ARRAY JOIN JSONExtractKeysAndValuesRaw(chosen.2, 'lines') AS curve
ARRAY JOIN JSONExtractKeysAndValuesRaw(curve.2) AS point
COMMENT 'Conversion by response bucket to compare with: the lines of the benchmark policies (M7)';
