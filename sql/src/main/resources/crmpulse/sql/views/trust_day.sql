-- Of each tenant and day (UTC) on which anything happened: what became of what was received, how late it was recorded, whether stages
-- moved with evidence, how fresh people were at the end of the day (up to the horizon), and which windows of the day were corrected.
CREATE OR REPLACE VIEW crm.trust_day AS
WITH
    (SELECT min(horizon) FROM crm.progress) AS until,
    taken AS
    (
        SELECT
            tenant, day, sum(c.received) AS received, sum(c.accepted) AS accepted, sum(c.duplicates) AS duplicates, sum(c.late) AS late,
            sum(c.dead_letters) AS dead_letters, sum(c.difference) AS difference, sum(c.missing_rows) AS missing_rows,
            least(addDays(toDateTime64(day, 3, 'UTC'), 1), until) AS ended
        FROM crm.completeness AS c
        GROUP BY tenant, day
    ),
    recorded AS
    (
        SELECT
            tenant, day, count(delay) AS n_recorded, quantileExactLow(0.5)(delay) AS p50, quantileExactLow(0.9)(delay) AS p90,
            countIf(delay > 86400) AS n_late
        FROM
        (
            SELECT tenant, toDate(time) AS day, dateDiff('millisecond', original_time, recordedat) / 1000 AS delay
            FROM crm.event
            WHERE isNotNull(recordedat)
        )
        GROUP BY tenant, day
    ),
    moved AS
    (
        SELECT tenant, toDate(moved_at) AS day, count() AS steps, sum(has_evidence) AS with_evidence
        FROM crm.stage_evidence
        GROUP BY tenant, day
    ),
    corrected AS
    (
        SELECT tenant, toDate(started_at) AS day, uniqExact(window_id) AS windows
        FROM crm.correction
        WHERE dimension = ''
        GROUP BY tenant, day
    ),
    people AS
    (
        SELECT tenant, time AS changed_at
        FROM crm.event
        WHERE startsWith(key, 'rep/') AND type = 'crm.rep.changed'
    )
SELECT
    taken.tenant AS tenant,
    toString(taken.day) AS id,
    taken.day AS day,
    taken.received AS received,
    taken.accepted AS accepted,
    taken.duplicates AS duplicates,
    taken.late AS late,
    taken.dead_letters AS dead_letters,
    taken.difference AS difference,
    taken.missing_rows AS missing_rows,
    ifNull(recorded.n_recorded, 0) AS n_recorded,
    recorded.p50 AS p50_recording_seconds,
    recorded.p90 AS p90_recording_seconds,
    ifNull(recorded.n_late, 0) AS n_recorded_late,
    ifNull(moved.steps, 0) AS n_stage_changes,
    ifNull(moved.with_evidence, 0) AS n_with_evidence,
    round(n_with_evidence / nullIf(n_stage_changes, 0) * 100, 4) AS evidence_rate,
    people.changed_at AS people_changed_at,
    dateDiff('second', people.changed_at, taken.ended) AS people_age_seconds,
    if(people.changed_at IS NULL, NULL, toUInt8(people_age_seconds <= 86400)) AS is_people_fresh,
    ifNull(corrected.windows, 0) AS n_corrected_windows
FROM taken
LEFT JOIN recorded ON recorded.tenant = taken.tenant AND recorded.day = taken.day
LEFT JOIN moved ON moved.tenant = taken.tenant AND moved.day = taken.day
LEFT JOIN corrected ON corrected.tenant = taken.tenant AND corrected.day = taken.day
ASOF LEFT JOIN people ON people.tenant = taken.tenant AND people.changed_at <= taken.ended
SETTINGS join_use_nulls = 1
COMMENT 'Whether the figures of a day can be trusted: completeness, recording delay, evidence, people, corrections (M28)'
