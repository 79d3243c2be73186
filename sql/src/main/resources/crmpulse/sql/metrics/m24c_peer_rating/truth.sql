-- M24c ratings of people, recomputed from the raw events: one row per rating with a score.
CREATE OR REPLACE VIEW crm.truth_m24c AS
WITH
    delivery AS
    (
        SELECT
            tenant, source, id, sequence, type, subject, time, original_time, recordedat, actor, actortype, content_hash, bytes_hash, rank,
            relation, dimension, score, if(event_data.rep_id != '', concat('rep/', event_data.rep_id), subject) AS history
        FROM crm.event_data
        WHERE type = 'crm.peer.rated'
    ),
    -- include: history
    , placed AS
    (
        SELECT *, row_number() OVER (PARTITION BY tenant, history ORDER BY time, sequence, rank, source, id) AS place
        FROM survivor
        WHERE startsWith(history, 'rep/') AND history != 'rep/' AND score IS NOT NULL
    ),
    rating AS
    (
        SELECT *, min(place) OVER (PARTITION BY tenant, history, relation, actor) AS first_place
        FROM placed
    )
SELECT
    tenant,
    concat(owner, '/', toString(rating_no)) AS id,
    substring(history, 5) AS owner,
    toUInt32(place) AS rating_no,
    relation,
    toUInt32(dense_rank() OVER (PARTITION BY tenant, history, relation ORDER BY first_place)) AS rater_no,
    dimension,
    score,
    time AS started_at
FROM rating
COMMENT 'Ratings of people, recomputed from the raw events: one row per rating with a score (M24c)'
