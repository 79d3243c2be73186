-- Every complaint that is open, the longest untouched first, with the days on which nobody touched it: broken clocks of complaint-touch.
CREATE OR REPLACE VIEW crm.open_complaint AS
SELECT
    complaint.tenant AS tenant,
    ticket_id,
    customer_id,
    owner,
    team,
    region,
    problem_type,
    department,
    status,
    started_at AS opened_at,
    open_seconds,
    responded_at,
    touched_at,
    touch_count,
    open_seconds - ifNull(dateDiff('millisecond', started_at, touched_at) / 1000, 0) AS untouched_seconds,
    untouched_seconds <= 86400 AS is_touched_within_day,
    touch.missed AS days_missed,
    reopened_count
FROM (SELECT * FROM crm.ticket WHERE ended_at IS NULL AND lowerUTF8(trimBoth(kind)) = 'complaint') AS complaint
LEFT JOIN
(
    SELECT tenant AS touch_tenant, entity_id, countIf(state = 'breached') AS missed
    FROM crm.sla_clock
    WHERE entity = 'ticket' AND sla = 'complaint-touch'
    GROUP BY touch_tenant, entity_id
) AS touch ON touch_tenant = complaint.tenant AND entity_id = complaint.ticket_id
ORDER BY untouched_seconds DESC
SETTINGS join_use_nulls = 0
COMMENT 'Complaints that are open, with the time since a person last touched them: every one is touched daily (M16)'
