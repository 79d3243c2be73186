CREATE OR REPLACE VIEW crm.calendar_interval AS
SELECT * EXCEPT (run)
FROM crm_store.calendar_interval FINAL
-- A calendar that was changed under the same version has stretches of both; the last one that was written holds.
WHERE (tenant, calendar_id, version, published_at) IN
(
    SELECT tenant, calendar_id, version, max(published_at)
    FROM crm_store.calendar_interval
    GROUP BY tenant, calendar_id, version
)
COMMENT 'One stretch of working time of a calendar'
