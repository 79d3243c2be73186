CREATE OR REPLACE VIEW crm.quality_flag AS
WITH
    toDate('1970-01-01') AS first_day, toDate('2149-06-06') AS day_after,
-- include: quality_flag
COMMENT 'What is perfunctory or makes doubt about follow-ups, each with its reason and the row that it rests on (M13, M14). For some days crm.quality_flag_between is faster'
