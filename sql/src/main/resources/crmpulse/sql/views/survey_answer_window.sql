CREATE OR REPLACE VIEW crm.survey_answer_window AS
SELECT *
FROM crm.fact_window
WHERE family = 'survey_answer'
COMMENT 'Rows of survey_answer summed by owner, hour and day';
