-- Complaints opened in the days from (included) to (excluded) in the zone, all and by problem type, team and owner: answered within 2 h,
-- resolved within 24 h, each less pauses. One that is still in time, or paused, is pending.
--   SELECT * FROM crm.complaint_summary(from = '2026-03-01', to = '2026-04-01', zone = 'Asia/Shanghai') WHERE breakdown = 'all'
CREATE OR REPLACE VIEW crm.complaint_summary AS
WITH
    -- include: wilson
SELECT
    complaint.tenant AS tenant,
    breakdown,
    value,
    {zone:String} AS zone,
    count() AS n,
    countIf(ended_at IS NULL) AS n_open,
    countIf(response_seconds IS NOT NULL OR status IN ('resolved', 'closed') OR running_seconds > 7200) AS n_response_due,
    countIf(response_seconds <= 7200) AS n_responded,
    if(n_response_due = 0, NULL, round(n_responded / n_response_due * 100, 4)) AS responded_rate,
    countIf(resolution_seconds IS NOT NULL OR status = 'closed' OR running_seconds > 86400) AS n_due,
    countIf(resolution_seconds <= 86400) AS n_resolved,
    if(n_due = 0, NULL, round(n_resolved / n_due * 100, 4)) AS resolved_rate,
    if(n_due = 0, NULL, round(wilson_low(n_resolved, n_due) * 100, 4)) AS resolved_low,
    if(n_due = 0, NULL, round(wilson_high(n_resolved, n_due) * 100, 4)) AS resolved_high,
    countIf(ended_at IS NOT NULL OR reopened_count > 0) AS n_ended,
    countIf(reopened_count > 0) AS n_reopened,
    if(n_ended = 0, NULL, round(n_reopened / n_ended * 100, 4)) AS reopen_rate,
    quantileExactOrNull(0.5)(resolution_seconds) AS resolution_p50_seconds,
    quantileExactOrNull(0.9)(resolution_seconds) AS resolution_p90_seconds,
    'day of the opening' AS dated_by
FROM
(
    SELECT *, if(status = 'paused', NULL, open_seconds - pause_seconds) AS running_seconds
    FROM crm.ticket
    WHERE lowerUTF8(trimBoth(kind)) = 'complaint'
        AND toDate(started_at, {zone:String}) >= {from:Date} AND toDate(started_at, {zone:String}) < {to:Date}
) AS complaint
ARRAY JOIN ['all', 'problem type', 'team', 'owner'] AS breakdown, ['', problem_type, team, owner] AS value
GROUP BY tenant, breakdown, value
COMMENT 'Complaints of a period: answered within 2 h, resolved within 24 h, reopened (M16). Parameters: from (first day), to (day after the last), zone (of the days). SELECT * FROM crm.complaint_summary(from = ''2026-03-01'', to = ''2026-04-01'', zone = ''Asia/Shanghai'')'
