CREATE OR REPLACE VIEW crm.progress AS
-- a subtask that is no more, since the job was scaled down, says nothing of late
SELECT timeline, min(p.horizon) AS horizon, max(p.published_at) AS published_at
FROM
(
    SELECT *, max(published_at) OVER (PARTITION BY timeline) AS newest
    FROM crm_store.progress FINAL
    WHERE run = (SELECT max(run) FROM crm_store.progress)
) AS p
WHERE p.published_at > p.newest - INTERVAL 1 MINUTE
GROUP BY timeline
COMMENT 'How far each timeline has evaluated silence';
