CREATE OR REPLACE VIEW crm.progress AS
SELECT timeline, min(p.horizon) AS horizon, max(p.published_at) AS published_at
FROM crm_store.progress AS p FINAL
WHERE run = (SELECT max(run) FROM crm_store.run)
GROUP BY timeline
COMMENT 'How far each timeline has judged silence';
