-- A tenant's own scorecard takes the place of the general one (*) of its id, unless its profile leaves out what ships; versions in shadow follow one another by themselves.
-- One row per scorecard and moment at which that may change; a row with an empty policy_id says that none is in force from then on.
CREATE OR REPLACE VIEW crm.scorecard_policy AS
WITH
    raw -> if(JSONType(raw) = 'Array', JSONExtract(raw, 'Array(String)'), if(raw = '', [], [JSONExtractString(raw)])) AS texts_of,
    raw -> if(raw IN ('', 'null'), NULL, toNullable(JSONExtract(raw, 'Float64'))) AS number_of,
    known AS
    (
        SELECT
            who.tenant AS tenant,
            rule.id AS id,
            toUInt8(JSONExtractBool(rule.body, 'shadow')) AS is_shadow,
            who.profiles AS profiles,
            -- Of those in force the last one counts: a tenant's own after the general one, then the later one.
            arraySort(groupArray((rule.tenant != '*', rule.effective_from, rule.version, rule.id, JSONExtractString(rule.body, 'origin') = 'shipped', rule.body))) AS rules
        FROM (SELECT tenant, arraySort(groupArray((effective_from, shipped_none, shipped_without))) AS profiles FROM crm.tenant_profile GROUP BY tenant) AS who
        CROSS JOIN (SELECT tenant, id, version, effective_from, body FROM crm.policy WHERE kind = 'scorecard') AS rule
        WHERE rule.tenant IN ('*', who.tenant)
        GROUP BY tenant, id, is_shadow, profiles
    ),
    chosen AS
    (
        SELECT
            tenant,
            id,
            is_shadow,
            moment AS effective_from,
            arrayLast(r -> r.2 <= moment, rules) AS rule,
            arrayLast(p -> p.1 <= moment, profiles) AS profile,
            rule.5 AND (profile.2 OR has(profile.3, rule.4)) AS is_left_out,
            if(is_left_out, '', rule.6) AS body
        FROM known
        ARRAY JOIN arrayDistinct(arrayConcat(rules.2, profiles.1)) AS moment
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
