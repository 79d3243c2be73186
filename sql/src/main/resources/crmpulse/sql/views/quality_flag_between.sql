-- What crm.quality_flag says of some days, which reads no more than these ask for.
--   SELECT * FROM crm.quality_flag_between(from = '2026-03-01', to = '2026-04-01') WHERE kind = 'perfunctory'
CREATE OR REPLACE VIEW crm.quality_flag_between AS
WITH
    {from:Date} AS first_day, {to:Date} AS day_after,
-- include: quality_flag
COMMENT 'What is perfunctory or makes doubt about follow-ups, each with its reason and the row that it rests on (M13, M14). Parameters: from (first day), to (day after the last), both in UTC, of the flag. SELECT * FROM crm.quality_flag_between(from = ''2026-03-01'', to = ''2026-04-01'') WHERE kind = ''perfunctory'''
