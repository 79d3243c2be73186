-- What was published of the windows that were closed at a moment of the past: where a window was corrected since then, what the first
-- of these corrections found there; else what it says now. Windows that were still open then are left out.
--   SELECT * FROM crm.window_as_of(tenant = 'acme', at = '2026-03-02 08:00:00') WHERE family = 'first_response'
-- A cohort (dated by the begin of its facts) sees its facts end later, which corrects nothing: of it, n alone is known of the past.
-- Percentiles are not kept.
CREATE OR REPLACE VIEW crm.window_as_of AS
WITH
    -- a subtask that is no more, since the job was scaled down, says nothing of late
    known AS
    (
        SELECT timeline, subtask, argMax(horizon, published_at) AS horizon, max(published_at) AS at, max(at) OVER (PARTITION BY timeline) AS newest
        FROM crm_store.horizon
        WHERE run = (SELECT max(run) FROM crm_store.horizon WHERE published_at <= {at:DateTime64(3, 'UTC')})
            AND published_at <= {at:DateTime64(3, 'UTC')}
        GROUP BY timeline, subtask
    ),
    closed_until AS
    (
        SELECT min(horizon) AS horizon, count() AS subtasks
        FROM known
        WHERE known.at > newest - INTERVAL 2 MINUTE
    ),
    corrected AS
    (
        SELECT
            window_id,
            any(correction.started_at) AS began,
            any(correction.ended_at) AS ended,
            any(correction.family) AS of_family,
            any(correction.grain) AS of_grain,
            any(correction.dated_by) AS date,
            any(correction.owner) AS who,
            any(correction.label) AS what,
            argMin(n_before, (run, revision)) AS n_then,
            argMin(sum_seconds_before, (run, revision)) AS sum_then,
            argMin(business_sum_seconds_before, (run, revision)) AS business_sum_then,
            argMin(counts_before, (run, revision)) AS counts_then
        FROM crm_store.correction AS correction
        WHERE tenant = {tenant:String} AND published_at > {at:DateTime64(3, 'UTC')}
        GROUP BY window_id
    ),
    figure AS
    (
        SELECT
            win.id AS window_id, win.started_at AS began, win.ended_at AS ended, toString(win.family) AS of_family, toString(win.grain) AS of_grain,
            toString(win.dated_by) AS date, win.owner AS who, toString(win.label) AS what, win.n AS n_then,
            win.sum_seconds AS sum_then, win.business_sum_seconds AS business_sum_then, win.counts AS counts_then, false AS was_corrected
        FROM crm_store.fact_window AS win FINAL
        WHERE win.tenant = {tenant:String} AND win.id NOT IN (SELECT window_id FROM corrected)
        UNION ALL
        SELECT
            window_id, began, ended, toString(of_family), toString(of_grain), toString(date), who, toString(what), n_then, sum_then,
            business_sum_then, counts_then, true
        FROM corrected
    )
SELECT
    {tenant:String} AS tenant,
    figure.window_id AS window_id,
    figure.of_family AS family,
    figure.of_grain AS grain,
    figure.began AS started_at,
    figure.ended AS ended_at,
    figure.date AS dated_by,
    figure.who AS owner,
    person.person_team AS team,
    person.person_region AS region,
    figure.what AS label,
    if(position(splitByChar('/', figure.window_id)[1], ';') = 0, '', decodeURLComponent(extract(splitByChar('/', figure.window_id)[1], ';(.*?)='))) AS dimension,
    if(dimension = '', '', decodeURLComponent(extract(splitByChar('/', figure.window_id)[1], ';.*?=(.*)$'))) AS value,
    figure.n_then AS n,
    if(figure.date = 'ended_at', figure.sum_then, NULL) AS sum_seconds,
    if(figure.date = 'ended_at', figure.business_sum_then, NULL) AS business_sum_seconds,
    figure.counts_then AS counts,
    figure.was_corrected AS was_corrected
FROM figure
ASOF LEFT JOIN
(
    SELECT rep_id AS person_id, valid_from AS person_from, team AS person_team, region AS person_region
    FROM crm.membership
    WHERE tenant = {tenant:String}
) AS person ON person.person_id = figure.who AND person.person_from < figure.ended
WHERE figure.n_then != 0 AND figure.ended <= (SELECT if(subtasks = 0, toDateTime64(0, 3, 'UTC'), horizon) FROM closed_until)
COMMENT 'What the windows that were closed at a moment of the past said then. Parameters: tenant (whose figures), at (moment, UTC). SELECT * FROM crm.window_as_of(tenant = ''acme'', at = ''2026-03-02 08:00:00'')'
