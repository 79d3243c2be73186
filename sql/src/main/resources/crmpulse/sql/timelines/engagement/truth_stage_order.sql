-- The stages that funnels of deals name, in the order of their steps: from each moment on at which a tenant's policies
-- change, for each funnel in force (in order of their ids) its stages by their key (without blanks around, in small letters)
-- with the number of their step and their spelling.
CREATE OR REPLACE VIEW crm.truth_stage_order AS
WITH
    rule AS
    (
        SELECT
            tenant AS owner,
            id,
            effective_from,
            JSONExtractString(body, 'origin') = 'shipped' AS is_shipped,
            -- (key, step, spelling) for each stage in the `to` of a condition on stage changes.
            arrayFlatten(arrayMap(
                (step, step_no) -> arrayMap(
                    stage -> (lowerUTF8(replaceRegexpAll(stage, '^[\\pZ\\x09-\\x0D\\x{85}]+|[\\pZ\\x09-\\x0D\\x{85}]+$', '') AS spelling), step_no, spelling),
                    arrayFlatten(arrayMap(
                        condition -> if(
                            hasAny(
                                if(JSONType(condition, 'type') = 'Array', JSONExtract(condition, 'type', 'Array(String)'), [JSONExtractString(condition, 'type')]),
                                ['deal.stage_changed', 'crm.deal.stage_changed']),
                            if(JSONType(condition, 'to') = 'Array', JSONExtract(condition, 'to', 'Array(String)'), [JSONExtractString(condition, 'to')]),
                            []),
                        JSONExtractArrayRaw(step, 'when')))),
                steps,
                arrayEnumerate(steps))) AS named,
            if(JSONExtractString(body, 'entity') = 'deal', JSONExtractArrayRaw(body, 'steps'), []) AS steps
        FROM crm_store.policy FINAL
        WHERE kind = 'funnel' AND body != ''
    ),
    -- A tenant's own funnel takes the place of the general one of its id, from its first date on.
    known AS
    (
        SELECT
            who.tenant AS tenant,
            id,
            effective_from,
            owner,
            named,
            is_shipped,
            minIf(effective_from, owner != '*') OVER (PARTITION BY who.tenant, id) AS own_from,
            countIf(owner != '*') OVER (PARTITION BY who.tenant, id) AS own_versions
        FROM (SELECT DISTINCT tenant FROM crm_store.ledger) AS who
        CROSS JOIN rule
        WHERE owner IN ('*', who.tenant)
    ),
    -- Each version is in force until the next one of its id.
    version AS
    (
        SELECT
            tenant,
            id,
            named,
            is_shipped,
            effective_from,
            leadInFrame(effective_from, 1, toDateTime64('2299-01-01 00:00:00', 3, 'UTC')) OVER
                (PARTITION BY tenant, id ORDER BY effective_from ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS effective_until
        FROM known
        WHERE owner != '*' OR own_versions = 0 OR effective_from < own_from
    )
SELECT
    moment.tenant AS tenant,
    moment.effective_from AS effective_from,
    arrayMap(
        funnel -> funnel.2,
        arraySort(funnel -> funnel.1, groupArrayIf(
            (version.id, arrayFilter(stage -> stage.1 NOT IN ('', '*'), version.named)),
            NOT (version.is_shipped AND (moment.shipped_none OR has(moment.shipped_without, version.id)))))) AS stage_orders
FROM
(
    -- What ships holds as far as the tenant's profile of the time does not leave it out.
    SELECT begin.tenant AS tenant, begin.effective_from AS effective_from, profile.shipped_none AS shipped_none, profile.shipped_without AS shipped_without
    FROM
    (
        SELECT DISTINCT tenant, effective_from FROM version
        UNION DISTINCT
        SELECT tenant, effective_from FROM crm.tenant_profile WHERE tenant IN (SELECT tenant FROM version)
    ) AS begin
    ASOF LEFT JOIN crm.tenant_profile AS profile ON profile.tenant = begin.tenant AND profile.effective_from <= begin.effective_from
) AS moment
INNER JOIN version ON version.tenant = moment.tenant
WHERE version.effective_from <= moment.effective_from AND moment.effective_from < version.effective_until
GROUP BY tenant, effective_from
COMMENT 'The order in which funnels of deals name their stages'
