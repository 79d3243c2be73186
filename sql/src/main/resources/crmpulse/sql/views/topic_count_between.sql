-- What crm.topic_count says of some days, which reads no more than these ask for.
--   SELECT * FROM crm.topic_count_between(from = '2026-03-01', to = '2026-04-01') WHERE topic = 'price'
CREATE OR REPLACE VIEW crm.topic_count_between AS
WITH
    {from:Date} AS first_day, {to:Date} AS day_after,
-- include: topic_count
COMMENT 'How many contacts of each person and month speak of a topic of the dictionary; suggestions, complaints and praise are the monthly record of communication (M11, M12). Parameters: from (first day), to (day after the last), both in UTC, of the contact. SELECT * FROM crm.topic_count_between(from = ''2026-03-01'', to = ''2026-04-01'') WHERE topic = ''price'''
