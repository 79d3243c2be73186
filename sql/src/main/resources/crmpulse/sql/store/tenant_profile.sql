-- A tenant's own policy of kind tenant, where one is in force, else the general one (*), else UTC and no calendar. Business
-- time is computed with the version of its calendar in force when a fact began, the tenant's own before a general one.
CREATE OR REPLACE VIEW crm.tenant_profile AS
WITH
    tenants AS
    (
        SELECT DISTINCT tenant
        FROM (SELECT tenant FROM crm_store.ledger UNION ALL SELECT tenant FROM crm_store.policy)
        WHERE tenant != '*'
    ),
    rule AS
    (
        SELECT tenant AS owner, kind, id, version, effective_from, body
        FROM crm_store.policy FINAL
        WHERE body != '' AND (kind = 'calendar' OR (kind = 'tenant' AND id = 'profile'))
        UNION ALL
        SELECT '*', 'tenant', 'profile', 0, toDateTime64(0, 3, 'UTC'), '{}'
    ),
    known AS
    (
        SELECT
            tenant,
            -- Of those in force the last one counts: a tenant's own after the general ones, then the later one.
            arraySort(groupArray((owner != '*', effective_from, version, owner, kind, id, body))) AS rules
        FROM tenants
        CROSS JOIN rule
        WHERE owner IN ('*', tenant)
        GROUP BY tenant
    )
SELECT
    tenant,
    effective_from,
    if(JSONExtractString(profile, 'zone') = '', 'UTC', JSONExtractString(profile, 'zone')) AS zone,
    if(calendar.6 = '', '', concat(calendar.6, '@', toString(calendar.3))) AS calendar_id,
    calendar.4 AS calendar_tenant,
    JSONExtractString(profile, 'currency') AS currency,
    greatest(toUInt32(1), JSONExtract(profile, 'minimum_n', 'UInt32')) AS minimum_n,
    -- Of the rules that come with crm-pulse: all, none, or all without some.
    JSONExtractString(profile, 'shipped') = 'none' AS shipped_none,
    JSONExtract(profile, 'shipped', 'without', 'Array(String)') AS shipped_without,
    -- One name stands by itself, more in a list.
    if(
        JSONType(profile, 'dimensions') = 'String',
        [JSONExtractString(profile, 'dimensions')],
        JSONExtract(profile, 'dimensions', 'Array(String)')) AS dimensions
FROM
(
    SELECT
        tenant,
        moment AS effective_from,
        arrayLast(rule -> rule.5 = 'tenant' AND rule.2 <= moment, rules).7 AS profile,
        arrayLast(
            rule -> rule.5 = 'calendar' AND rule.2 <= moment AND rule.6 = JSONExtractString(profile, 'calendar'), rules) AS calendar
    FROM known
    ARRAY JOIN arrayDistinct(rules.2) AS moment
)
COMMENT 'What holds for a tenant as a whole: zone of its days, calendar, currency, smallest n that is shown, what it leaves out of the rules that ship, dimensions that windows are summed by'
