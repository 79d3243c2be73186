-- A customer is open while a lead of theirs is neither closed nor sold nor lost, or a deal is open; weeks are ISO weeks on the clocks of the
-- tenant. What is compared with the target is a week that is over and in which the customer was open from its begin to its end.
    toDateTime64(first_day, 3, 'UTC') AS begins, toDateTime64(day_after, 3, 'UTC') AS ends,
    (moment, zone) -> toDateTime64(toString(moment, zone), 3, 'UTC') AS on_clocks,
    (SELECT max(horizon) FROM crm.progress) AS horizon,
    (SELECT mapFromArrays(groupArray(tenant), groupArray(zone)) FROM (SELECT tenant, argMax(zone, effective_from) AS zone FROM crm.tenant_profile GROUP BY tenant)) AS zones,
    whose -> if(mapContains(zones, whose), zones[whose], 'UTC') AS zone_of,
    -- By its own events: what ended a lead that was merged into it ended nothing here. Of several deliveries of an event one counts.
    closed_lead AS
    (
        SELECT tenant, lead, min(at) AS closed_at
        FROM
        (
            WITH (ifNull(recordedat, toDateTime64(0, 3, 'UTC')), bytes_hash) AS delivered
            SELECT tenant, argMax(substring(key, 6), delivered) AS lead, argMax(time, delivered) AS at
            FROM crm.event
            WHERE type IN ('crm.lead.disqualified', 'crm.lead.merged', 'crm.lead.deleted') AND startsWith(key, 'lead/')
            GROUP BY tenant, source, id
        )
        GROUP BY tenant, lead
    ),
    deals_of_lead AS
    (
        SELECT tenant, lead_id, countIf(outcome = 'open') AS open_deals, max(ended_at) AS last_ended_at
        FROM crm_store.deal FINAL
        WHERE lead_id != ''
        GROUP BY tenant, lead_id
    ),
    -- Of each tenant the Mondays asked for on which there are customers, and the one after them, with the moments at which they begin there.
    clock AS
    (
        SELECT tenant, arraySort(groupArray((week, begin))) AS mondays
        FROM
        (
            SELECT
                tenant, zone_of(tenant) AS zone, toDateTime64(week, 3, 'UTC') AS on_clock, on_clock - toIntervalSecond(dateDiff('second', on_clock, on_clocks(on_clock, zone))) AS nearly,
                -- Twice, since the clocks may have been changed between.
                on_clock - toIntervalSecond(dateDiff('second', nearly, on_clocks(nearly, zone))) AS begin,
                arrayJoin(arrayMap(n -> since + 7 * n, range(toUInt32(greatest(0, dateDiff('week', since, up_to) + 2))))) AS week
            FROM (SELECT DISTINCT tenant FROM crm_store.first_response UNION DISTINCT SELECT DISTINCT tenant FROM crm_store.deal) AS with_customers
            CROSS JOIN
            (
                SELECT
                    greatest(toMonday(first_day + 6), toMonday(least((SELECT min(started_at) FROM crm_store.first_response), (SELECT min(started_at) FROM crm_store.deal))) - 7) AS since,
                    least(toMonday(day_after - 1), toMonday(horizon) + 7) AS up_to
            ) AS asked
        )
        GROUP BY tenant
    ),
    -- What is known of a customer lies together, so that each is looked up once, and not once a week: when the customer was open and whose, contacts, missed steps, and of
    -- what was before these weeks the last contact.
    known AS
    (
        SELECT
            tenant, customer_id, arraySort(groupArrayArray(stretches)) AS open_stretches, arraySort(groupArrayArray(contacts)) AS all_contacts,
            groupArrayArray(missed) AS all_missed, max(contact_before) AS last_before
        FROM
        (
            SELECT
                lead.tenant AS tenant,
                lead.customer_id AS customer_id,
                multiIf(
                    deals.lead_id != '' AND deals.open_deals = 0, deals.last_ended_at,
                    deals.lead_id = '' AND closed.lead != '', toNullable(closed.closed_at),
                    NULL) AS lead_ended_at,
                [(lead.started_at, least(horizon, ifNull(lead_ended_at, horizon)), toUInt8(lead_ended_at IS NULL), lead.owner)] AS stretches,
                CAST([] AS Array(Tuple(DateTime64(3, 'UTC'), UInt32, String))) AS contacts,
                CAST([] AS Array(DateTime64(3, 'UTC'))) AS missed,
                toDateTime64(0, 3, 'UTC') AS contact_before
            FROM (SELECT * FROM crm_store.first_response FINAL WHERE customer_id != '' AND started_at < ends + toIntervalDay(8) AND started_at <= horizon) AS lead
            LEFT JOIN closed_lead AS closed ON closed.tenant = lead.tenant AND closed.lead = lead.lead_id
            LEFT JOIN deals_of_lead AS deals ON deals.tenant = lead.tenant AND deals.lead_id = lead.lead_id
            WHERE lead_ended_at IS NULL OR lead_ended_at >= begins - toIntervalDay(8)
            UNION ALL
            SELECT tenant, customer_id, ended_at, [(started_at, least(horizon, ifNull(ended_at, horizon)), toUInt8(ended_at IS NULL), owner)], [], [], toDateTime64(0, 3, 'UTC')
            FROM crm_store.deal FINAL
            WHERE lead_id = '' AND customer_id != '' AND started_at < ends + toIntervalDay(8) AND started_at <= horizon AND (ended_at IS NULL OR ended_at >= begins - toIntervalDay(8))
            UNION ALL
            SELECT tenant, customer_id, NULL, [], [(started_at, is_follow_up, CAST(channel AS String))], [], toDateTime64(0, 3, 'UTC')
            FROM crm_store.activity FINAL
            WHERE customer_id != '' AND started_at >= begins - toIntervalDay(8) AND started_at < ends + toIntervalDay(8)
            UNION ALL
            SELECT tenant, customer_id, NULL, [], [], [assumeNotNull(breached_at)], toDateTime64(0, 3, 'UTC')
            FROM crm_store.sla_clock FINAL
            WHERE sla = 'next-step' AND breached_at >= begins - toIntervalDay(8) AND breached_at < ends + toIntervalDay(8) AND customer_id != ''
            UNION ALL
            -- One row of each customer, since there are many contacts and few customers.
            SELECT tenant, customer_id, NULL, [], [], [], max(started_at)
            FROM crm_store.activity FINAL
            WHERE customer_id != '' AND started_at < begins - toIntervalDay(8)
            GROUP BY tenant, customer_id
        )
        GROUP BY tenant, customer_id
        HAVING notEmpty(open_stretches)
    ),
    open_week AS
    (
        SELECT
            known.tenant AS tenant,
            customer_id,
            clock.mondays[monday].1 AS week,
            clock.mondays[monday].2 AS week_begin,
            clock.mondays[monday + 1].2 AS week_end,
            least(week_end, horizon) AS until,
            -- Of these the one that began last says whose the customer is.
            arrayFilter(s -> s.1 < week_end AND s.2 >= week_begin, open_stretches) AS covering,
            covering[-1].4 AS owner,
            covering[1].1 AS first_opened,
            -- Open at its begin, and after its end.
            week_end <= horizon AND arrayExists(s -> s.1 <= week_begin AND (s.3 OR s.2 >= week_end), covering) AS is_full,
            arrayExists(s -> s.3 OR s.2 >= until, covering) AS is_open_at_end,
            arrayFilter(c -> c.1 >= week_begin AND c.1 < week_end, all_contacts) AS of_week,
            arrayFilter(c -> c.2 = 1, of_week).3 AS channels,
            length(channels) AS follow_ups,
            arrayCount(c -> c.2 = 0, of_week) AS inbound,
            arrayCount(at -> at >= week_begin AND at < week_end, all_missed) AS missed_steps,
            greatest(arrayLast(c -> c.1 < until, all_contacts).1, last_before) AS last_at
        FROM known
        INNER JOIN clock ON clock.tenant = known.tenant
        ARRAY JOIN arrayFilter(
            n -> arrayExists(s -> s.1 < mondays[n + 1].2 AND s.2 >= mondays[n].2, open_stretches),
            range(1, toUInt32(length(mondays)))) AS monday
    )
SELECT
    open.tenant AS tenant,
    concat(open.customer_id, '/', toString(open.week)) AS id,
    open.customer_id AS customer_id,
    open.week AS week,
    open.owner AS owner,
    person.team AS team,
    person.region AS region,
    toUInt8(open.is_full) AS is_full,
    open.follow_ups AS n_follow_ups,
    toUInt64(open.inbound) AS n_inbound,
    toUInt64(arrayUniq(open.channels)) AS n_channels,
    policy.per_week AS target,
    if(open.is_full AND target > 0, toNullable(toUInt8(n_follow_ups >= target)), NULL) AS is_met,
    toUInt64(open.missed_steps) AS n_missed_steps,
    toUInt8(policy.most_per_week > 0 AND n_follow_ups > policy.most_per_week) AS is_over_contacted,
    if(open.last_at = toDateTime64(0, 3, 'UTC'), NULL, toNullable(on_clocks(open.last_at, zone_of(open.tenant)))) AS last_contact_at,
    dateDiff('second', if(open.last_at = toDateTime64(0, 3, 'UTC'), open.first_opened, open.last_at), open.until) AS silence_seconds,
    toUInt8(open.is_open_at_end AND policy.silence_seconds > 0 AND silence_seconds > policy.silence_seconds) AS is_lost_contact,
    policy.policy_id AS policy_id
FROM open_week AS open
ASOF LEFT JOIN (SELECT tenant, effective_from, policy_id, per_week, most_per_week, silence_seconds FROM crm.quality_policy) AS policy
    ON policy.tenant = open.tenant AND policy.effective_from <= open.until
ASOF LEFT JOIN (SELECT tenant, rep_id, valid_from, team, region FROM crm.membership) AS person
    ON person.tenant = open.tenant AND person.rep_id = open.owner AND person.valid_from <= open.until
SETTINGS join_use_nulls = 0
