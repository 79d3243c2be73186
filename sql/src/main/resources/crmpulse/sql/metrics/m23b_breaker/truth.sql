-- M23b circuit breakers, recomputed from the raw events: the decisions of a rule in a region, in their order, are led through the
-- state machine. States: 1 closed, 2 at risk, 3 open, 4 half open; 0 before the first decision. Moments are milliseconds since 1970.
CREATE OR REPLACE VIEW crm.truth_m23b AS
SELECT
    fact.*,
    -- include: business_seconds
FROM
(
    WITH
        -- What is remembered: state, failures in a row, end of the cool-down, version of the policy, failures in all, and of each
        -- period its state, lead, version, begin, end of the cool-down, failures in a row and failures in all before it.
        'Tuple(UInt8, UInt32, Int64, UInt32, UInt32, Array(Tuple(UInt8, String, UInt32, Int64, Int64, UInt32, UInt32)))' AS memory,
        -- A decision d is: its place, moment, whether it failed, lead, then version, at_risk, open and cool_down of the policy.
        (s, d) -> multiIf(
            s.1 = 0, CAST((1, 0, 0, d.5, 0, [(1, d.4, d.5, d.2, 0, 0, 0)]), memory),
            s.1 = 3 AND s.3 < d.2, CAST((4, s.2, 0, s.4, s.5, arrayPushBack(s.6, (4, '', s.4, s.3, 0, s.2, s.5))), memory),
            s) AS begun,
        (s, d, state, in_row, in_all) -> if(
            state = s.1,
            CAST((s.1, in_row, s.3, s.4, in_all, s.6), memory),
            CAST(
                (state, in_row, if(state = 3, d.2 + d.8, 0), d.5, in_all,
                    arrayPushBack(s.6, (state, d.4, d.5, d.2, if(state = 3, d.2 + d.8, 0), s.2, s.5))),
                memory)) AS moved,
        -- What a lambda is given stands in its text wherever it is read: an array of one, mapped, computes it once.
        (s, d) -> arrayMap(
            next -> moved(s, d, next.1, next.2, next.3),
            [if(
                d.3,
                (toUInt8(multiIf(s.1 IN (3, 4) OR s.2 + 1 >= d.7, 3, s.2 + 1 >= d.6, 2, 1)), toUInt32(s.2 + 1), toUInt32(s.5 + 1)),
                (toUInt8(if(s.1 = 3, 3, 1)), toUInt32(if(s.1 = 3, s.2, 0)), s.5))])[1] AS decided,
        delivery AS
        (
            SELECT
                *,
                concat(
                    'queue/', replaceAll(replaceAll(event_data.rule, '%', '%25'), '/', '%2F'),
                    '/', replaceAll(replaceAll(event_data.region, '%', '%25'), '/', '%2F')) AS history
            FROM crm.event_data
            -- An assignment to nobody is the end of one.
            WHERE event_data.rule != ''
                AND (type = 'crm.lead.assignment_failed' OR (type = 'crm.lead.assigned' AND NOT has(cleared, 'owner')))
        ),
        -- include: history
        , known AS
        (
            SELECT groupArray((
                tenant, effective_from, version, JSONExtractUInt(body, 'at_risk'), JSONExtractUInt(body, 'open'),
                toInt64OrZero(extract(JSONExtractString(body, 'cool_down'), '^[0-9]+'))
                    * transform(extract(JSONExtractString(body, 'cool_down'), '[a-z]+$'), ['s', 'min', 'h', 'd'], [1000, 60000, 3600000, 86400000], 0),
                JSONExtractString(body, 'origin') = 'shipped')) AS policies
            FROM (SELECT * FROM crm.policy WHERE kind = 'breaker' AND id = 'assignment-breaker' ORDER BY effective_from)
        ),
        decision AS
        (
            SELECT
                survivor.tenant AS tenant,
                survivor.history AS history,
                survivor.rule AS rule,
                survivor.region AS region,
                row_number() OVER (PARTITION BY survivor.tenant, survivor.history ORDER BY time, sequence, rank, source, id) AS place,
                toUnixTimestamp64Milli(time) AS moment,
                type = 'crm.lead.assignment_failed' AS is_failure,
                if(survivor.lead_id != '', survivor.lead_id, if(startsWith(subject, 'lead/'), substring(subject, 6), '')) AS lead,
                -- A tenant's own version takes the place of the general ones (*) from its first date on; what ships is also the default.
                arrayLast(p -> p.1 = survivor.tenant AND p.2 <= survivor.time, policies) AS own,
                arrayLast(p -> p.1 = '*' AND p.2 <= survivor.time, policies) AS general,
                multiIf(
                    own.1 != '', (own.3, own.4, own.5, own.6),
                    general.1 != '', (general.3, general.4, general.5, general.6),
                    (1, 2, 3, 1800000)) AS policy,
                own.1 = '' AND general.7 AND (profile.shipped_none OR has(profile.shipped_without, 'assignment-breaker')) AS is_left_out
            FROM survivor
            CROSS JOIN known
            ASOF LEFT JOIN
            (
                SELECT tenant AS profile_tenant, effective_from AS profile_from, shipped_none, shipped_without
                FROM crm.tenant_profile
            ) AS profile ON profile_tenant = survivor.tenant AND profile_from <= survivor.time
            -- What a person decides is neither a success nor a failure of the rule.
            WHERE type = 'crm.lead.assignment_failed' OR ground != 'manual'
        ),
        led AS
        (
            SELECT
                tenant,
                history,
                any(decision.rule) AS rule,
                any(decision.region) AS region,
                arrayFold(
                    (s, d) -> arrayMap(b -> decided(b, d), [begun(s, d)])[1],
                    arraySort(groupArray((place, moment, is_failure, lead, policy.1, policy.2, policy.3, policy.4))),
                    CAST((0, 0, 0, 0, 0, []), memory)) AS at_last,
                (SELECT min(toUnixTimestamp64Milli(horizon)) FROM crm.progress WHERE timeline = 'queue') AS until,
                if(
                    at_last.1 = 3 AND at_last.3 <= until,
                    arrayPushBack(at_last.6, CAST((4, '', at_last.4, at_last.3, 0, at_last.2, at_last.5), 'Tuple(UInt8, String, UInt32, Int64, Int64, UInt32, UInt32)')),
                    at_last.6) AS periods
            FROM decision
            WHERE NOT is_left_out
            GROUP BY tenant, history
        )
    SELECT
        tenant,
        concat(substring(history, 7), '/', toString(period_no)) AS id,
        rule,
        region,
        toUInt32(number) AS period_no,
        transform(period.1, [1, 2, 3, 4], ['closed', 'at risk', 'open', 'half open'], '') AS state,
        period.2 AS lead_id,
        concat('assignment-breaker@', toString(period.3)) AS policy_id,
        fromUnixTimestamp64Milli(period.4, 'UTC') AS started_at,
        if(period.1 = 3, fromUnixTimestamp64Milli(period.5, 'UTC'), NULL) AS cools_down_at,
        if(number < length(periods), fromUnixTimestamp64Milli(next.4, 'UTC'), NULL) AS ended_at,
        toUInt32(if(number < length(periods), next.7, at_last.5) - period.7) AS failures,
        toUInt32(if(number < length(periods), next.6, at_last.2)) AS failures_in_row,
        toDecimal64(dateDiff('millisecond', started_at, ended_at), 3) / 1000 AS calendar_seconds
    FROM led
    ARRAY JOIN periods AS period, arrayPopFront(arrayPushBack(periods, periods[1])) AS next, arrayEnumerate(periods) AS number
) AS fact
-- include: calendar_of_fact
COMMENT 'Circuit breakers, recomputed from the raw events: the decisions of a rule in a region, in their order, are led through the state machine (M23b)'
