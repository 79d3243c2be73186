-- reason says in a word what changed the figure: an event that came late, one that the CRM itself stored after the window had ended
-- (back-dated), another delivery of a known event, a merge of histories, silence, other policies (a rebuild by them), a rebuild.
CREATE OR REPLACE VIEW crm.correction AS
WITH
    ordered AS
    (
        SELECT run, def, lagInFrame(def, 1, def) OVER (ORDER BY run ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS def_of_last
        FROM crm_store.run FINAL
    )
SELECT
    correction.* EXCEPT (run, batch, published_at, sliced),
    if(sliced = '', '', decodeURLComponent(extract(sliced, '^;(.*?)='))) AS dimension,
    if(sliced = '', '', decodeURLComponent(extract(sliced, '^;.*?=(.*)$'))) AS value,
    multiIf(
        cause_kind = 'rebuild', if(def_before != def_after, 'other policies', 'rebuild'),
        cause_kind = 'event', if(ifNull(cause_recordedat >= ended_at, false), 'back-dated event', 'late event'),
        cause_kind = 'redelivery', 'changed event',
        cause_kind = 'merge', 'merged histories',
        cause_kind = '', 'unknown',
        cause_kind) AS reason,
    if(cause_kind = 'rebuild', def_of_last, def) AS def_before,
    def AS def_after,
    correction.run AS run,
    correction.published_at AS published_at
FROM (SELECT *, extract(window_id, '^[^/;]*(;[^/]*)/') AS sliced FROM crm_store.correction) AS correction
LEFT JOIN ordered ON ordered.run = correction.run
WHERE correction.run >= (SELECT argMax(lineage, run) FROM crm_store.run FINAL)
COMMENT 'A figure of a closed window that was changed afterwards, and why'
