CREATE OR REPLACE VIEW crm.deal_window AS
SELECT *
FROM crm.fact_window
WHERE family = 'deal'
COMMENT 'Rows of deal summed by owner, hour and day';
