CREATE OR REPLACE VIEW crm.first_response_window AS
SELECT *
FROM crm.fact_window
WHERE family = 'first_response'
COMMENT 'Rows of first_response summed by owner, hour and day';
