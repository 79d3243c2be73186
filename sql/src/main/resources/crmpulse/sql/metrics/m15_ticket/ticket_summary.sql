-- Of the tickets opened in the days from (included) to (excluded) in the zone, all and by kind, problem type, department and team: how
-- many are open, reopened and handed to another department, how long they took, and how many cross-department loops ended within 48 h.
--   SELECT * FROM crm.ticket_summary(from = '2026-03-01', to = '2026-04-01', zone = 'Asia/Shanghai') WHERE breakdown = 'problem type'
CREATE OR REPLACE VIEW crm.ticket_summary AS
WITH
    -- include: wilson
SELECT
    opened.tenant AS tenant,
    breakdown,
    value,
    {zone:String} AS zone,
    count() AS n,
    countIf(ended_at IS NULL) AS n_open,
    countIf(ended_at IS NOT NULL OR reopened_count > 0) AS n_ended,
    countIf(reopened_count > 0) AS n_reopened,
    if(n_ended = 0, NULL, round(n_reopened / n_ended * 100, 4)) AS reopen_rate,
    if(n_ended = 0, NULL, round(wilson_low(n_reopened, n_ended) * 100, 4)) AS reopen_low,
    if(n_ended = 0, NULL, round(wilson_high(n_reopened, n_ended) * 100, 4)) AS reopen_high,
    quantileExactOrNull(0.5)(net_seconds) AS net_p50_seconds,
    quantileExactOrNull(0.9)(net_seconds) AS net_p90_seconds,
    quantileExactOrNull(0.5)(opened.business_seconds) AS p50_business_seconds,
    sum(pause_seconds) AS pause_seconds,
    countIf(handover_count > 0) AS n_handed_over,
    countIf(loop_seconds IS NOT NULL OR loop_open_seconds > 172800) AS n_loops,
    countIf(loop_seconds <= 172800) AS n_loops_kept,
    if(n_loops = 0, NULL, round(n_loops_kept / n_loops * 100, 4)) AS loop_rate,
    if(n_loops = 0, NULL, round(wilson_low(n_loops_kept, n_loops) * 100, 4)) AS loop_low,
    if(n_loops = 0, NULL, round(wilson_high(n_loops_kept, n_loops) * 100, 4)) AS loop_high,
    'day of the opening' AS dated_by
FROM
(
    SELECT
        *,
        -- What is open goes on until the horizon.
        if(loop_started_at IS NULL OR loop_ended_at IS NOT NULL, NULL, open_seconds - dateDiff('millisecond', started_at, loop_started_at) / 1000) AS loop_open_seconds
    FROM crm.ticket
    WHERE toDate(started_at, {zone:String}) >= {from:Date} AND toDate(started_at, {zone:String}) < {to:Date}
) AS opened
ARRAY JOIN
    ['all', 'kind', 'problem type', 'department', 'team', 'kind and problem type'] AS breakdown,
    ['', kind, problem_type, department, team, concat(kind, ': ', if(problem_type = '', 'not given', problem_type))] AS value
GROUP BY tenant, breakdown, value
COMMENT 'Tickets of a period: open, reopened, handed over, how long they took, loops between departments within 48 h (M15). Parameters: from (first day), to (day after the last), zone (of the days). SELECT * FROM crm.ticket_summary(from = ''2026-03-01'', to = ''2026-04-01'', zone = ''Asia/Shanghai'')'
