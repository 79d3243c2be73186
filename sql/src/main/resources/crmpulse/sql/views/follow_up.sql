CREATE OR REPLACE VIEW crm.follow_up AS
WITH
    toDate('1970-01-01') AS first_day, toDate('2149-06-06') AS day_after,
-- include: follow_up
COMMENT 'One follow-up: whether it was ineffective, and the appointment, purchase or referral that followed it within the window of the policy (M11). For some days crm.follow_up_between is faster'
