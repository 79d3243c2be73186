CREATE OR REPLACE VIEW crm.follow_up_day AS
SELECT
    follow_up.tenant AS tenant,
    concat(rep, '/', toString(day)) AS id,
    rep,
    any(team) AS team,
    toDate(substring(toString(started_at, zone), 1, 10)) AS day,
    toMonday(day) AS week,
    count() AS n_follow_ups,
    uniqExact(if(customer_id != '', customer_id, lead_id)) AS n_customers,
    countIf(is_ineffective = 1) AS n_ineffective,
    countIf(is_invitation = 1) AS n_invitations,
    countIf(yield != '') AS n_yielded,
    countIf(channel = 'call') AS n_calls,
    countIf(channel IN ('meeting', 'visit')) AS n_meetings,
    countIf(channel NOT IN ('call', 'meeting', 'visit')) AS n_written,
    sumIf(duration_seconds, channel = 'call') AS call_seconds
FROM crm.follow_up AS follow_up
INNER JOIN (SELECT tenant, argMax(zone, effective_from) AS zone FROM crm.tenant_profile GROUP BY tenant) AS zoned ON zoned.tenant = follow_up.tenant
WHERE rep != ''
GROUP BY tenant, rep, day
COMMENT 'Follow-ups of each person and day, on the clocks of the tenant (M10, M11)'
