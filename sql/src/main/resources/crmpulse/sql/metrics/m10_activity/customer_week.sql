CREATE OR REPLACE VIEW crm.customer_week AS
WITH
    toDate('1970-01-01') AS first_day, toDate('2149-06-06') AS day_after,
-- include: customer_week
COMMENT 'One ISO week of a customer who was open: follow-ups beside the target, promised next steps that were missed, too many and no contacts; moments are on the clocks of the tenant (M10). For some days crm.customer_week_between is faster'
