-- What is answered, reassigned or given up within 3 x 24 h was not left lying.
CREATE OR REPLACE VIEW crm.untouched_assignment AS
SELECT
    tenant,
    id,
    lead_id,
    customer_id,
    owner,
    team,
    region,
    ground,
    started_at AS assigned_at,
    ended_at,
    end_reason,
    ifNull(calendar_seconds, open_seconds) AS untouched_seconds,
    business_seconds
FROM crm.owner_span
WHERE untouched_seconds > 3 * 86400
COMMENT 'Leads that their owner did not touch for more than three days; ended_at is NULL where that goes on (M23)'
