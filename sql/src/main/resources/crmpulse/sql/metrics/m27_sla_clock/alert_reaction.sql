-- What people did is reported by events: crm.alert.acknowledged and crm.alert.resolved about alert/<alert_id>. The first of
-- each counts. Quantiles over these rows are reaction times by level; n is the alerts sent.
CREATE OR REPLACE VIEW crm.alert_reaction AS
SELECT
    sent.tenant AS tenant,
    sent.alert_id AS alert_id,
    sent.entity AS entity,
    sent.entity_id AS entity_id,
    sent.sla AS sla,
    sent.level AS level,
    sent.owner AS owner,
    sent.due_at AS due_at,
    sent.sent_at AS sent_at,
    nullIf(reaction.acknowledged, toDateTime64(0, 3, 'UTC')) AS acknowledged_at,
    reaction.acknowledger AS acknowledged_by,
    nullIf(reaction.resolved, toDateTime64(0, 3, 'UTC')) AS resolved_at,
    CAST(dateDiff('millisecond', sent_at, acknowledged_at) / 1000 AS Nullable(Decimal(18, 3))) AS acknowledge_seconds,
    CAST(dateDiff('millisecond', sent_at, resolved_at) / 1000 AS Nullable(Decimal(18, 3))) AS resolve_seconds
FROM
(
    SELECT
        tenant,
        alert_id,
        any(entity) AS entity,
        any(entity_id) AS entity_id,
        any(sla) AS sla,
        any(level) AS level,
        argMin(owner, a.published_at) AS owner,
        argMin(due_at, a.published_at) AS due_at,
        min(a.published_at) AS sent_at
    FROM crm.alert AS a
    WHERE status = 'raised' AND delivery = 'sent'
    GROUP BY tenant, alert_id
) AS sent
LEFT JOIN
(
    SELECT
        tenant,
        substring(subject, length('alert/') + 1) AS alert_id,
        minIf(time, type = 'crm.alert.acknowledged') AS acknowledged,
        argMinIf(actor, time, type = 'crm.alert.acknowledged') AS acknowledger,
        minIf(time, type = 'crm.alert.resolved') AS resolved
    FROM crm.event
    WHERE type IN ('crm.alert.acknowledged', 'crm.alert.resolved') AND startsWith(subject, 'alert/')
    GROUP BY tenant, alert_id
) AS reaction ON reaction.tenant = sent.tenant AND reaction.alert_id = sent.alert_id
COMMENT 'Alerts that were sent, and when somebody took notice and mended it (M27)';
