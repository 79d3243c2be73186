-- People, recomputed from the raw events: one row per change of a person, by the rules of crm.truth_engagement_history.
CREATE OR REPLACE VIEW crm.truth_people AS
WITH
    delivery AS
    (
        SELECT
            tenant, source, id, sequence, type, subject, time, original_time, recordedat, actortype, content_hash, bytes_hash, rank,
            team, manager, region, role, status, line, cleared,
            if(event_data.rep_id != '', concat('rep/', event_data.rep_id), subject) AS history
        FROM crm.event_data
        WHERE type = 'crm.rep.changed'
    ),
    -- include: history
    , change AS
    (
        SELECT
            *,
            substring(history, 5) AS rep_id,
            row_number() OVER (PARTITION BY tenant, history ORDER BY time, sequence, rank, source, id) AS change_no
        FROM survivor
        WHERE startsWith(history, 'rep/') AND rep_id != ''
    )
SELECT
    tenant,
    concat(rep_id, '/', toString(change_no)) AS id,
    rep_id,
    toUInt32(change_no) AS change_no,
    -- What a change leaves out stays as it was; null clears.
    argMaxIf(change.team, change.change_no, change.team != '' OR has(change.cleared, 'team')) OVER upto AS team,
    argMaxIf(change.manager, change.change_no, change.manager != '' OR has(change.cleared, 'manager')) OVER upto AS manager,
    argMaxIf(change.region, change.change_no, change.region != '' OR has(change.cleared, 'region')) OVER upto AS region,
    argMaxIf(change.role, change.change_no, change.role != '' OR has(change.cleared, 'role')) OVER upto AS role,
    argMaxIf(change.status, change.change_no, change.status != '' OR has(change.cleared, 'status')) OVER upto AS status,
    argMaxIf(change.line, change.change_no, change.line != '' OR has(change.cleared, 'line')) OVER upto AS line,
    time AS started_at
FROM change
WINDOW upto AS (PARTITION BY tenant, history ORDER BY change.change_no ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
COMMENT 'People, recomputed from the raw events: one row per change of a person, by the rules of crm.truth_engagement_history'
