CREATE OR REPLACE VIEW crm.stage_visit_window AS
SELECT *
FROM crm.fact_window
WHERE family = 'stage_visit'
COMMENT 'Rows of stage_visit summed by owner, hour and day';
