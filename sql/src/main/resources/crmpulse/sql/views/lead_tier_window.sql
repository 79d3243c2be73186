CREATE OR REPLACE VIEW crm.lead_tier_window AS
SELECT *
FROM crm.fact_window
WHERE family = 'lead_tier'
COMMENT 'Rows of lead_tier summed by owner, hour and day';
