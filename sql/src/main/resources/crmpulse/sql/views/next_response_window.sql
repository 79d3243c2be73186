CREATE OR REPLACE VIEW crm.next_response_window AS
SELECT *
FROM crm.fact_window
WHERE family = 'next_response'
COMMENT 'Rows of next_response summed by owner, hour and day';
