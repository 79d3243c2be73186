CREATE OR REPLACE VIEW crm.survey_request_window AS
SELECT *
FROM crm.fact_window
WHERE family = 'survey_request'
COMMENT 'Rows of survey_request summed by owner, hour and day';
