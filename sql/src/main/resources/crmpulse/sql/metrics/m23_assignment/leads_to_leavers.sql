-- The status counts from the day it is in force on, whenever it was recorded: known_at says whether the decision could know.
CREATE OR REPLACE VIEW crm.leads_to_leavers AS
SELECT
    audit.tenant AS tenant,
    audit.id AS id,
    audit.lead_id AS lead_id,
    audit.owner AS owner,
    audit.team AS team,
    audit.region AS region,
    audit.ground AS ground,
    audit.rule AS rule,
    audit.started_at AS decided_at,
    audit.ended_at AS ended_at,
    standing.status AS status,
    standing.valid_from AS in_force_since,
    recorded.known_at AS known_at,
    if(recorded.known_at IS NULL, NULL, recorded.known_at <= decided_at) AS was_known
FROM crm.assignment_audit AS audit
ASOF INNER JOIN
(
    SELECT tenant, rep_id, valid_from, status
    FROM crm.people
    WHERE valid_to IS NULL OR valid_to > valid_from
) AS standing ON standing.tenant = audit.tenant AND standing.rep_id = audit.owner AND standing.valid_from <= audit.started_at
LEFT JOIN
(
    SELECT tenant, replaceOne(key, 'rep/', '') AS rep_id, time, min(recordedat) AS known_at
    FROM crm.event
    WHERE type = 'crm.rep.changed'
    GROUP BY tenant, rep_id, time
) AS recorded ON recorded.tenant = audit.tenant AND recorded.rep_id = audit.owner AND recorded.time = standing.valid_from
WHERE audit.owner_status IN ('leaving', 'left') AND standing.status IN ('leaving', 'left')
COMMENT 'Leads given to people who were leaving or had left, and whether that was known by then (M23)'
