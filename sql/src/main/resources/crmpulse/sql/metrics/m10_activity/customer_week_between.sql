-- What crm.customer_week says of some days, which reads no more than these ask for.
--   SELECT * FROM crm.customer_week_between(from = '2026-03-01', to = '2026-04-01') WHERE is_lost_contact = 1
CREATE OR REPLACE VIEW crm.customer_week_between AS
WITH
    {from:Date} AS first_day, {to:Date} AS day_after,
-- include: customer_week
COMMENT 'One ISO week of a customer who was open: follow-ups beside the target, promised next steps that were missed, too many and no contacts; moments are on the clocks of the tenant (M10). Parameters: from (first day), to (day after the last), of the begin of the week, on the clocks of the tenant. SELECT * FROM crm.customer_week_between(from = ''2026-03-01'', to = ''2026-04-01'') WHERE is_lost_contact = 1'
