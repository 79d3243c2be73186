CREATE OR REPLACE VIEW crm.policy AS
SELECT
    tenant,
    kind,
    id,
    version,
    effective_from,
    leadInFrame(toNullable(effective_from)) OVER
        (PARTITION BY tenant, kind, id ORDER BY effective_from ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS effective_to,
    body,
    published_at
FROM (SELECT * FROM crm_store.policy FINAL WHERE body != '')
COMMENT 'One version of a rule, in force until effective_to (NULL: until further notice)'
