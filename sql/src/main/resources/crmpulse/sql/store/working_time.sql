-- A stretch of no length is the end of what the calendar knows: later moments have no working time, not 0.
CREATE OR REPLACE VIEW crm.working_time AS
SELECT
    tenant,
    concat(calendar_id, '@', toString(version)) AS calendar_id,
    starts_at,
    ends_at,
    business_millis_before,
    starts_at < ends_at AS is_covered
FROM crm.calendar_interval
COMMENT 'Stretches of working time by calendar and version: what fact views compute business time with'
