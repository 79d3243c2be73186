-- A tenant's own scorecard takes the place of the general one (*) of its id, unless its profile leaves out what ships; versions in shadow follow one another by themselves.
-- One row per scorecard and moment at which that may change; a row with an empty policy_id says that none is in force from then on.
CREATE OR REPLACE VIEW crm.scorecard_policy AS
WITH
    raw -> if(JSONType(raw) = 'Array', JSONExtract(raw, 'Array(String)'), if(raw = '', [], [JSONExtractString(raw)])) AS texts_of,
    raw -> if(raw IN ('', 'null'), NULL, toNullable(JSONExtract(raw, 'Float64'))) AS number_of,
    rule AS
    (
        SELECT
            tenant AS owner, id, version, effective_from, body, JSONExtractString(body, 'origin') = 'shipped' AS is_shipped,
            toUInt8(JSONExtractBool(body, 'shadow')) AS is_shadow
        FROM crm.policy
        WHERE kind = 'scorecard'
    ),
    known AS
    (
        SELECT tenant, rule.id AS id, is_shadow, arraySort(groupArray((owner != '*', rule.effective_from, version, rule.id, is_shipped, body))) AS rules
        FROM (SELECT DISTINCT tenant FROM crm.tenant_profile) AS who
        CROSS JOIN rule
        WHERE owner IN ('*', tenant)
        GROUP BY tenant, id, is_shadow
    ),
    moment AS
    (
        SELECT tenant, id, is_shadow, arrayJoin(rules.2) AS effective_from FROM known
        UNION DISTINCT
        SELECT known.tenant, known.id, known.is_shadow, profile.effective_from
        FROM known
        INNER JOIN (SELECT tenant, effective_from FROM crm.tenant_profile) AS profile ON profile.tenant = known.tenant
    ),
    chosen AS
    (
        SELECT
            moment.tenant AS tenant,
            moment.id AS id,
            moment.is_shadow AS is_shadow,
            moment.effective_from AS effective_from,
            arrayLast(r -> r.2 <= moment.effective_from, known.rules) AS rule,
            rule.5 AND (profile.shipped_none OR has(profile.shipped_without, rule.4)) AS is_left_out,
            if(is_left_out, '', rule.6) AS body
        FROM moment
        INNER JOIN known ON known.tenant = moment.tenant AND known.id = moment.id AND known.is_shadow = moment.is_shadow
        ASOF LEFT JOIN (SELECT tenant, effective_from, shipped_none, shipped_without FROM crm.tenant_profile) AS profile
            ON profile.tenant = moment.tenant AND profile.effective_from <= moment.effective_from
    )
SELECT
    tenant,
    id AS scorecard,
    is_shadow,
    effective_from,
    leadInFrame(toNullable(effective_from)) OVER (PARTITION BY tenant, id, is_shadow ORDER BY effective_from ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS effective_to,
    if(body = '', '', concat(rule.4, '@', toString(rule.3))) AS policy_id,
    texts_of(JSONExtractRaw(body, 'subjects')) AS subjects,
    texts_of(JSONExtractRaw(body, 'periods')) AS periods,
    texts_of(JSONExtractRaw(body, 'weekly_roles')) AS weekly_roles,
    JSONExtractString(body, 'phase') AS phase,
    -- Each group: its name, its weights by case, and its parts with share, target, direction and cap.
    arrayMap(
        g -> (
            JSONExtractString(g, 'group'),
            JSONExtract(g, 'weights', 'Map(String, Float64)'),
            arrayMap(
                p -> (
                    JSONExtractString(p, 'part'),
                    JSONExtractString(p, 'measure'),
                    JSONExtract(p, 'share', 'Float64'),
                    number_of(JSONExtractRaw(p, 'target')),
                    JSONExtractString(p, 'better') = 'lower',
                    number_of(JSONExtractRaw(p, 'cap'))),
                JSONExtractArrayRaw(g, 'parts'))),
        JSONExtractArrayRaw(body, 'groups')) AS groups,
    arrayMap(
        t -> (JSONExtractString(t, 'tier'), JSONExtract(t, 'from', 'Float64'), JSONExtract(t, 'gates', 'Map(String, Float64)')),
        JSONExtractArrayRaw(body, 'tiers')) AS tiers,
    arrayMap(c -> (JSONExtract(c, 'from', 'Float64'), JSONExtract(c, 'factor', 'Float64')), JSONExtractArrayRaw(body, 'coefficients')) AS coefficients,
    JSONExtract(body, 'corrections', 'per_point', 'Float64') AS per_point,
    JSONExtract(body, 'corrections', 'most_progress', 'Float64') AS most_progress,
    JSONExtract(body, 'corrections', 'most_adjusted', 'Float64') AS most_adjusted,
    JSONExtract(body, 'provisional_below', 'UInt32') AS provisional_below
FROM chosen
COMMENT 'Scorecards of a tenant, from effective_from on: what is scored, by which parts and weights, tiers and coefficients (M26)'
