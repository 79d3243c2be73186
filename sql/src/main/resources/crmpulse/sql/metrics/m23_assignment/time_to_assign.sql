-- From its creation to the first owner, or for how long a lead has had none by the horizon.
CREATE OR REPLACE VIEW crm.time_to_assign AS
SELECT
    fact.*,
    -- include: business_seconds
FROM
(
    SELECT
        tenant,
        lead_id,
        customer_id,
        owner,
        team,
        region,
        started_at,
        assigned_at AS ended_at,
        assign_seconds AS calendar_seconds,
        cancelled_at
    FROM crm.first_response
) AS fact
-- include: calendar_of_fact
COMMENT 'How long each lead waited for its first owner, in calendar and in business time; ended_at is NULL where it has none yet (M23)'
