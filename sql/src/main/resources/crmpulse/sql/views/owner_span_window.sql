CREATE OR REPLACE VIEW crm.owner_span_window AS
SELECT *
FROM crm.fact_window
WHERE family = 'owner_span'
COMMENT 'Rows of owner_span summed by owner, hour and day';
