CREATE OR REPLACE VIEW crm.sla_clock_window AS
SELECT *
FROM crm.fact_window
WHERE family = 'sla_clock'
COMMENT 'Rows of sla_clock summed by owner, hour and day';
