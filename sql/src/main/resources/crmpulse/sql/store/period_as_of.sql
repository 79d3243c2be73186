-- What a board of any period said at a moment of the past, by owner, team, region and all:
--   SELECT * FROM crm.period_as_of(tenant = 'acme', at = '2026-03-02 08:00:00', period = 'week', zone = 'Asia/Shanghai') WHERE dimension = 'all'
-- Days that were still open then are not in it; n_days says how many are.
CREATE OR REPLACE VIEW crm.period_as_of AS
SELECT
    tenant,
    family,
    dated_by,
    dateTrunc({period:String}, toTimeZone(win.started_at, {zone:String})) AS period_start,
    by.1 AS dimension,
    by.2 AS value,
    win.label AS label,
    sum(win.n) AS n,
    toFloat64(sum(win.sum_seconds)) / nullIf(n, 0) AS mean_seconds,
    sum(win.sum_seconds) AS sum_seconds,
    sum(win.business_sum_seconds) AS business_sum_seconds,
    sumMap(win.counts) AS counts,
    uniqExact(win.started_at) AS n_days
FROM crm.window_as_of(tenant = {tenant:String}, at = {at:DateTime64(3, 'UTC')}) AS win
ARRAY JOIN [('all', ''), ('owner', win.owner), ('team', win.team), ('region', win.region)] AS by
WHERE win.grain = 'day' AND win.dimension = ''
GROUP BY tenant, family, dated_by, period_start, dimension, value, label
COMMENT 'What a period said at a moment of the past, by owner, team, region and all. Parameters: tenant (whose figures), at (moment, UTC), period (day, week, month, quarter or year), zone (of its days). SELECT * FROM crm.period_as_of(tenant = ''acme'', at = ''2026-03-02 08:00:00'', period = ''week'', zone = ''UTC'')'
