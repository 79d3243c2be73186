-- A tenant's own policy takes the place of the general one (*) of the same id. What is in force by the horizon counts.
CREATE OR REPLACE VIEW crm.response_bucket_benchmark AS
WITH
    tenants AS
    (
        SELECT DISTINCT tenant
        FROM crm_store.ledger
    ),
    -- Which of the lines that ship a tenant leaves out, by the profile in force at the horizon.
    profile AS
    (
        SELECT tenant, argMax(shipped_none, effective_from) AS leaves_all_out, argMax(shipped_without, effective_from) AS left_out
        FROM crm.tenant_profile
        WHERE effective_from <= (SELECT max(horizon) FROM crm.progress)
        GROUP BY tenant
    ),
    rule AS
    (
        SELECT tenant AS owner, id, version, effective_from, body, JSONExtractString(body, 'origin') = 'shipped' AS is_shipped
        FROM crm.policy
        WHERE kind = 'benchmark' AND effective_from <= (SELECT max(horizon) FROM crm.progress)
    ),
    in_force AS
    (
        SELECT tenant, id, argMax((version, body), (owner != '*', effective_from)) AS chosen
        FROM tenants
        INNER JOIN profile USING (tenant)
        CROSS JOIN rule
        WHERE owner IN ('*', tenant) AND NOT (is_shipped AND (leaves_all_out OR has(left_out, id)))
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
