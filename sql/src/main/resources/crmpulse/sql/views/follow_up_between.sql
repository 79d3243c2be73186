-- What crm.follow_up says of some days, which reads no more than these ask for.
--   SELECT * FROM crm.follow_up_between(from = '2026-03-01', to = '2026-04-01') WHERE is_ineffective = 1
CREATE OR REPLACE VIEW crm.follow_up_between AS
WITH
    {from:Date} AS first_day, {to:Date} AS day_after,
-- include: follow_up
COMMENT 'One follow-up: whether it was ineffective, and the appointment, purchase or referral that followed it within the window of the policy (M11). Parameters: from (first day), to (day after the last), both in UTC, of the follow-up. SELECT * FROM crm.follow_up_between(from = ''2026-03-01'', to = ''2026-04-01'') WHERE is_ineffective = 1'
