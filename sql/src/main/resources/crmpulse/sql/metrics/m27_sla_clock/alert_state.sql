-- The journal netted: in whatever order things came to be known, the same alerts stand in the end.
CREATE OR REPLACE VIEW crm.alert_state AS
SELECT
    tenant,
    alert_id,
    any(entity) AS entity,
    any(entity_id) AS entity_id,
    any(sla) AS sla,
    any(level) AS level,
    any(level_no) AS level_no,
    argMax(owner, published_at) AS owner,
    argMax(due_at, published_at) AS due_at,
    countIf(status = 'raised') - countIf(status = 'withdrawn') AS standing,
    countIf(status = 'withdrawn') AS withdrawn,
    minIf(published_at, status = 'raised' AND delivery = 'sent') AS first_sent_at
FROM crm.alert
GROUP BY tenant, alert_id
HAVING standing > 0
COMMENT 'Alerts that stand, each once: what was raised and not withdrawn';
