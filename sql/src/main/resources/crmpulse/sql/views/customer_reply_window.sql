CREATE OR REPLACE VIEW crm.customer_reply_window AS
SELECT *
FROM crm.fact_window
WHERE family = 'customer_reply'
COMMENT 'Rows of customer_reply summed by owner, hour and day';
