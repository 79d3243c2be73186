-- A customer is open while a lead of theirs is neither closed nor sold nor lost, or a deal is open; weeks are ISO weeks on the clocks of the
-- tenant. What is compared with the target is a week that is over and in which the customer was open from its begin to its end.
CREATE OR REPLACE VIEW crm.customer_week AS
WITH
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
            SELECT tenant, argMax(if(of_sales.lead_id != '', of_sales.lead_id, substring(subject, 6)), delivered) AS lead, argMax(time, delivered) AS at
            FROM crm.event_text
            WHERE type IN ('crm.lead.disqualified', 'crm.lead.merged', 'crm.lead.deleted')
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
        FROM (SELECT * FROM crm_store.first_response FINAL WHERE customer_id != '') AS lead
        LEFT JOIN closed_lead AS closed ON closed.tenant = lead.tenant AND closed.lead = lead.lead_id
        LEFT JOIN deals_of_lead AS deals ON deals.tenant = lead.tenant AND deals.lead_id = lead.lead_id
        UNION ALL
        SELECT tenant, customer_id, owner, started_at, ended_at
        FROM crm_store.deal FINAL
        WHERE lead_id = '' AND customer_id != ''
    ),
    week_of_stretch AS
    (
        SELECT
            stretch.tenant AS tenant,
            customer_id,
            owner,
            zone_of(stretch.tenant) AS zone,
            on_clocks(horizon, zone) AS now,
            on_clocks(opened_at, zone) AS opened,
            if(ended_at IS NULL, now, least(now, on_clocks(assumeNotNull(ended_at), zone))) AS ended,
            stretch.ended_at IS NULL AS is_open_now,
            arrayJoin(arrayMap(n -> toMonday(toDate(opened)) + 7 * n, range(toUInt32(greatest(0, dateDiff('week', toMonday(toDate(opened)), toMonday(toDate(ended))) + 1))))) AS week
        FROM stretch
        WHERE opened <= now
    ),
    open_week AS
    (
        SELECT
            tenant,
            customer_id,
            week,
            argMax(week_of_stretch.owner, opened) AS owner,
            any(now) AS as_of,
            min(opened) AS first_opened,
            toDateTime64(week + 7, 3, 'UTC') AS week_end,
            least(week_end, as_of) AS until,
            -- Open at its begin, and after its end.
            max(opened <= toDateTime64(week, 3, 'UTC') AND (is_open_now OR ended >= toDateTime64(week + 7, 3, 'UTC'))) AND week_end <= as_of AS is_full,
            max(is_open_now) OR max(ended) >= until AS is_open_at_end
        FROM week_of_stretch
        GROUP BY tenant, customer_id, week
    ),
    contact AS
    (
        SELECT
            activity.tenant AS tenant, customer_id, on_clocks(started_at, zone_of(activity.tenant)) AS at, toMonday(toDate(at)) AS week, is_follow_up, channel,
            connected
        FROM (SELECT * FROM crm_store.activity FINAL WHERE customer_id != '') AS activity
    ),
    done AS
    (
        SELECT
            tenant,
            customer_id,
            week,
            sum(is_follow_up) AS follow_ups,
            countIf(is_follow_up = 0) AS inbound,
            uniqExactIf(channel, is_follow_up = 1) AS channels
        FROM contact
        GROUP BY tenant, customer_id, week
    ),
    missed AS
    (
        SELECT clock.tenant AS tenant, customer_id, toMonday(toDate(on_clocks(assumeNotNull(breached_at), zone_of(clock.tenant)))) AS week, count() AS missed_steps
        FROM (SELECT * FROM crm_store.sla_clock FINAL WHERE sla = 'next-step' AND breached_at IS NOT NULL AND customer_id != '') AS clock
        GROUP BY tenant, customer_id, week
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
    done.follow_ups AS n_follow_ups,
    done.inbound AS n_inbound,
    done.channels AS n_channels,
    policy.per_week AS target,
    if(open.is_full AND target > 0, toNullable(toUInt8(n_follow_ups >= target)), NULL) AS is_met,
    missed.missed_steps AS n_missed_steps,
    toUInt8(policy.most_per_week > 0 AND n_follow_ups > policy.most_per_week) AS is_over_contacted,
    if(last.at = toDateTime64(0, 3, 'UTC'), NULL, toNullable(last.at)) AS last_contact_at,
    dateDiff('second', ifNull(last_contact_at, open.first_opened), open.until) AS silence_seconds,
    toUInt8(open.is_open_at_end AND policy.silence_seconds > 0 AND silence_seconds > policy.silence_seconds) AS is_lost_contact,
    policy.policy_id AS policy_id
FROM open_week AS open
LEFT JOIN done ON done.tenant = open.tenant AND done.customer_id = open.customer_id AND done.week = open.week
LEFT JOIN missed ON missed.tenant = open.tenant AND missed.customer_id = open.customer_id AND missed.week = open.week
ASOF LEFT JOIN (SELECT tenant, customer_id, at FROM contact) AS last
    ON last.tenant = open.tenant AND last.customer_id = open.customer_id AND last.at < open.until
ASOF LEFT JOIN (SELECT tenant, effective_from, policy_id, per_week, most_per_week, silence_seconds FROM crm.quality_policy) AS policy
    ON policy.tenant = open.tenant AND policy.effective_from <= open.until
ASOF LEFT JOIN (SELECT tenant, rep_id, valid_from, team, region FROM crm.membership) AS person
    ON person.tenant = open.tenant AND person.rep_id = open.owner AND person.valid_from <= open.until
SETTINGS join_use_nulls = 0
COMMENT 'One ISO week of a customer who was open: follow-ups beside the target, promised next steps that were missed, too many and no contacts; moments are on the clocks of the tenant (M10)'
