CREATE OR REPLACE VIEW crm.topic_count AS
WITH
    toDate('1970-01-01') AS first_day, toDate('2149-06-06') AS day_after,
-- include: topic_count
COMMENT 'How many contacts of each person and month speak of a topic of the dictionary; suggestions, complaints and praise are the monthly record of communication (M11, M12). For some days crm.topic_count_between is faster'
