-- The last level of the first response SLAs: whoever reads this asks why the lead waited, and who let it.
CREATE OR REPLACE VIEW crm.anomaly_report AS
SELECT
    clock.tenant AS tenant,
    clock.id AS id,
    clock.sla AS sla,
    clock.lead_id AS lead_id,
    clock.customer_id AS customer_id,
    clock.owner AS owner,
    assignment.ground AS ground,
    assignment.assigned_at AS assigned_at,
    clock.started_at AS waiting_since,
    clock.due_at AS due_at,
    clock.ended_at AS ended_at,
    ifNull(clock.calendar_seconds, clock.open_seconds) AS waited_seconds,
    ifNull(clock.overrun_seconds, clock.open_overrun_seconds) AS overrun_seconds,
    alerted.alerts_sent AS alerts_sent,
    clock.policy_id AS policy_id
FROM crm.sla_clock AS clock
LEFT JOIN
(
    SELECT tenant, lead_id, argMax(decision.ground, decision_no) AS ground, max(started_at) AS assigned_at
    FROM (SELECT * FROM crm_store.assignment FINAL WHERE outcome = 'assigned') AS decision
    GROUP BY tenant, lead_id
) AS assignment ON assignment.tenant = clock.tenant AND assignment.lead_id = clock.lead_id
LEFT JOIN
(
    SELECT tenant, entity_id, sla, count() AS alerts_sent
    FROM crm.alert
    WHERE status = 'raised' AND delivery = 'sent'
    GROUP BY tenant, entity_id, sla
) AS alerted ON alerted.tenant = clock.tenant AND alerted.entity_id = clock.entity_id AND alerted.sla = clock.sla
-- What was deleted since is counted nowhere.
WHERE clock.level = 'anomaly' AND clock.state = 'breached' AND clock.cancel_reason != 'deleted'
COMMENT 'Leads that waited longer than the last level of the SLA of a first response (M27)';
