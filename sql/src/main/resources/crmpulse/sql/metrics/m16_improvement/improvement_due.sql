-- Whether an improvement was in time is said by its clock (M27) alone, the last one where it was planned anew after it was late.
CREATE OR REPLACE VIEW crm.improvement_due AS
SELECT
    improvement.*,
    clock.due_at AS due_at,
    clock.state AS due_state,
    multiIf(due_state = 'kept', 1, due_state = 'breached', 0, NULL) AS is_on_time
FROM (SELECT * FROM crm.improvement) AS improvement
LEFT JOIN
(
    SELECT tenant AS clock_tenant, entity_id, argMax(due_at, episode) AS due_at, argMax(state, episode) AS state
    FROM crm.sla_clock
    WHERE entity = 'improvement' AND sla = 'improvement-due'
    GROUP BY clock_tenant, entity_id
) AS clock ON clock_tenant = improvement.tenant AND entity_id = improvement.improvement_id
SETTINGS join_use_nulls = 0
COMMENT 'Improvements with their due date and whether they were in time: 1 done by then, 0 not, NULL where it lies ahead or none is given (M16)'
