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
    stretch AS
    (
        SELECT
            lead.tenant AS tenant,
            lead.customer_id AS customer_id,
            lead.owner AS owner,
            lead.started_at AS opened_at,
            multiIf(
                deals.lead_id != '' AND deals.open_deals = 0, deals.last_ended_at,
                deals.lead_id = '' AND closed.lead != '', toNullable(closed.closed_at),
                NULL) AS ended_at
        FROM (SELECT * FROM crm_store.first_response FINAL WHERE customer_id != '' AND started_at < ends + toIntervalDay(8)) AS lead
        LEFT JOIN closed_lead AS closed ON closed.tenant = lead.tenant AND closed.lead = lead.lead_id
        LEFT JOIN deals_of_lead AS deals ON deals.tenant = lead.tenant AND deals.lead_id = lead.lead_id
        WHERE ended_at IS NULL OR ended_at >= begins - toIntervalDay(8)
        UNION ALL
        SELECT tenant, customer_id, owner, started_at, ended_at
        FROM crm_store.deal FINAL
        WHERE lead_id = '' AND customer_id != '' AND started_at < ends + toIntervalDay(8) AND (ended_at IS NULL OR ended_at >= begins - toIntervalDay(8))
    ),
    -- Stretches of a customer together, and what happened to each customer: a customer is looked up once, not once a week.
    open_customer AS
    (
        SELECT tenant, customer_id, any(now) AS as_of, arraySort(groupArray((opened, ended, is_open_now, owner))) AS stretches, min(first_week) AS since, max(last_week) AS up_to
        FROM
        (
            SELECT
                stretch.tenant AS tenant,
                customer_id,
                owner,
                zone_of(stretch.tenant) AS zone,
                on_clocks(horizon, zone) AS now,
                on_clocks(opened_at, zone) AS opened,
                if(ended_at IS NULL, now, least(now, on_clocks(assumeNotNull(ended_at), zone))) AS ended,
                toUInt8(stretch.ended_at IS NULL) AS is_open_now,
                greatest(toMonday(toDate(opened)), toMonday(first_day + 6)) AS first_week,
                least(toMonday(toDate(ended)), toMonday(day_after - 1)) AS last_week
            FROM stretch
            WHERE opened <= now AND first_week <= last_week
        )
        GROUP BY tenant, customer_id
    ),
    contacted AS
    (
        SELECT tenant, customer_id, arraySort(groupArray((on_clocks(started_at, zone_of(activity.tenant)), is_follow_up, channel))) AS contacts
        FROM (SELECT * FROM crm_store.activity FINAL WHERE customer_id != '' AND started_at >= begins - toIntervalDay(8) AND started_at < ends + toIntervalDay(8)) AS activity
        GROUP BY tenant, customer_id
    ),
    -- Of what was before these weeks the last one is enough.
    contacted_before AS
    (
        SELECT activity.tenant AS tenant, customer_id, on_clocks(max(started_at), zone_of(activity.tenant)) AS at
        FROM (SELECT * FROM crm_store.activity FINAL WHERE customer_id != '' AND started_at < begins - toIntervalDay(8)) AS activity
        GROUP BY tenant, customer_id
    ),
    missed AS
    (
        SELECT clock.tenant AS tenant, customer_id, groupArray(toMonday(toDate(on_clocks(assumeNotNull(breached_at), zone_of(clock.tenant))))) AS weeks
        FROM (SELECT * FROM crm_store.sla_clock FINAL WHERE sla = 'next-step' AND breached_at >= begins - toIntervalDay(8) AND breached_at < ends + toIntervalDay(8) AND customer_id != '') AS clock
        GROUP BY tenant, customer_id
    ),
    open_week AS
    (
        SELECT
            tenant,
            customer_id,
            week,
            toDateTime64(week, 3, 'UTC') AS week_begin,
            toDateTime64(week + 7, 3, 'UTC') AS week_end,
            least(week_end, as_of) AS until,
            -- Of these the one that began last says whose the customer is.
            arrayFilter(s -> toMonday(toDate(s.1)) <= week AND toMonday(toDate(s.2)) >= week, stretches) AS covering,
            covering[-1].4 AS owner,
            covering[1].1 AS first_opened,
            -- Open at its begin, and after its end.
            week_end <= as_of AND arrayExists(s -> s.1 <= week_begin AND (s.3 OR s.2 >= week_end), covering) AS is_full,
            arrayExists(s -> s.3 OR s.2 >= until, covering) AS is_open_at_end,
            arrayFilter(c -> c.1 >= week_begin AND c.1 < week_end, contacts) AS of_week,
            arrayFilter(c -> c.2 = 1, of_week).3 AS channels,
            length(channels) AS follow_ups,
            arrayCount(c -> c.2 = 0, of_week) AS inbound,
            countEqual(missed_weeks, week) AS missed_steps,
            greatest(arrayLast(c -> c.1 < until, contacts).1, contact_before) AS last_at
        FROM
        (
            SELECT
                customer.tenant AS tenant, customer.customer_id AS customer_id, customer.as_of AS as_of, customer.stretches AS stretches, contacted.contacts AS contacts,
                missed.weeks AS missed_weeks, contacted_before.at AS contact_before,
                arrayMap(n -> customer.since + 7 * n, range(toUInt32(1 + dateDiff('week', customer.since, customer.up_to)))) AS weeks
            FROM open_customer AS customer
            LEFT JOIN contacted ON contacted.tenant = customer.tenant AND contacted.customer_id = customer.customer_id
            LEFT JOIN contacted_before ON contacted_before.tenant = customer.tenant AND contacted_before.customer_id = customer.customer_id
            LEFT JOIN missed ON missed.tenant = customer.tenant AND missed.customer_id = customer.customer_id
        )
        ARRAY JOIN weeks AS week
        WHERE notEmpty(covering)
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
    open.missed_steps AS n_missed_steps,
    toUInt8(policy.most_per_week > 0 AND n_follow_ups > policy.most_per_week) AS is_over_contacted,
    if(open.last_at = toDateTime64(0, 3, 'UTC'), NULL, toNullable(open.last_at)) AS last_contact_at,
    dateDiff('second', ifNull(last_contact_at, open.first_opened), open.until) AS silence_seconds,
    toUInt8(open.is_open_at_end AND policy.silence_seconds > 0 AND silence_seconds > policy.silence_seconds) AS is_lost_contact,
    policy.policy_id AS policy_id
FROM open_week AS open
ASOF LEFT JOIN (SELECT tenant, effective_from, policy_id, per_week, most_per_week, silence_seconds FROM crm.quality_policy) AS policy
    ON policy.tenant = open.tenant AND policy.effective_from <= open.until
ASOF LEFT JOIN (SELECT tenant, rep_id, valid_from, team, region FROM crm.membership) AS person
    ON person.tenant = open.tenant AND person.rep_id = open.owner AND person.valid_from <= open.until
SETTINGS join_use_nulls = 0
