CREATE OR REPLACE VIEW crm.calendar_interval AS
SELECT * EXCEPT (run)
FROM crm_store.calendar_interval FINAL
COMMENT 'One stretch of working time of a calendar'
