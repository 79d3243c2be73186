-- A tenant's own policy of kind quality takes the place of the general one (*), unless its profile leaves out what ships. One row per
-- moment at which that may change; policy_id is empty where none is in force.
CREATE OR REPLACE VIEW crm.quality_policy AS
WITH
    span -> toFloat64OrZero(splitByChar(' ', span)[1]) * transform(splitByChar(' ', span)[2], ['s', 'min', 'h', 'd'], [1, 60, 3600, 86400], 0) AS seconds_of,
    raw -> if(JSONType(raw) = 'Array', JSONExtract(raw, 'Array(String)'), [JSONExtractString(raw)]) AS texts_of,
    known AS
    (
        SELECT
            who.tenant AS tenant,
            who.profiles AS profiles,
            -- Of those in force the last one counts: a tenant's own after the general one, then the later one.
            arraySort(groupArray((rule.tenant != '*', rule.effective_from, rule.version, rule.id, JSONExtractString(rule.body, 'origin') = 'shipped', rule.body))) AS rules
        FROM (SELECT tenant, arraySort(groupArray((effective_from, shipped_none, shipped_without))) AS profiles FROM crm.tenant_profile GROUP BY tenant) AS who
        CROSS JOIN (SELECT tenant, id, version, effective_from, body FROM crm.policy WHERE kind = 'quality') AS rule
        WHERE rule.tenant IN ('*', who.tenant)
        GROUP BY tenant, profiles
    ),
    chosen AS
    (
        SELECT
            tenant,
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
    effective_from,
    if(body = '', '', concat(rule.4, '@', toString(rule.3))) AS policy_id,
    JSONExtract(body, 'follow_ups', 'per_week', 'UInt32') AS per_week,
    JSONExtract(body, 'follow_ups', 'most_per_week', 'UInt32') AS most_per_week,
    seconds_of(JSONExtractString(body, 'follow_ups', 'silence')) AS silence_seconds,
    seconds_of(JSONExtractString(body, 'follow_ups', 'yield_window')) AS yield_seconds,
    JSONExtract(body, 'follow_ups', 'completeness_percent', 'Float64') AS completeness_percent,
    texts_of(JSONExtractRaw(body, 'follow_ups', 'ineffective')) AS ineffective,
    texts_of(JSONExtractRaw(body, 'follow_ups', 'invitations')) AS invitations,
    seconds_of(JSONExtractString(body, 'perfunctory', 'reply_within')) AS reply_seconds,
    JSONExtract(body, 'perfunctory', 'shortest_notes', 'UInt32') AS shortest_notes,
    seconds_of(JSONExtractString(body, 'perfunctory', 'shortest_call')) AS shortest_call_seconds,
    JSONExtract(body, 'perfunctory', 'satisfaction_percent', 'Float64') AS satisfaction_percent,
    JSONExtract(body, 'perfunctory', 'answers', 'UInt32') AS satisfaction_answers,
    seconds_of(JSONExtractString(body, 'authenticity', 'contact_before_stage')) AS contact_before_stage_seconds,
    JSONExtract(body, 'authenticity', 'identical_notes', 'UInt32') AS identical_notes,
    seconds_of(JSONExtractString(body, 'authenticity', 'back_dated')) AS back_dated_seconds,
    seconds_of(JSONExtractString(body, 'authenticity', 'contradiction')) AS contradiction_seconds,
    JSONExtract(body, 'authenticity', 'burst', 'percent', 'Float64') AS burst_percent,
    JSONExtract(body, 'authenticity', 'burst', 'at_least', 'UInt32') AS burst_at_least,
    JSONExtract(body, 'authenticity', 'intent_lost', 'percent', 'Float64') AS intent_percent,
    JSONExtract(body, 'authenticity', 'intent_lost', 'at_least', 'UInt32') AS intent_at_least,
    arrayMap(t -> (t.1, texts_of(t.2)), JSONExtractKeysAndValuesRaw(body, 'topics')) AS topics
FROM chosen
COMMENT 'What follow-ups of a tenant are compared with, from effective_from on (M10 to M14)'
