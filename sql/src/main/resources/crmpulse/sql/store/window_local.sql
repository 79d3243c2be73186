-- What window_period says of each tenant's own days, and sooner: it knows of no other zones, so facts need not be looked at.
--   SELECT * FROM crm.window_local(period = 'week') WHERE family = 'first_response' AND dimension = 'all'
CREATE OR REPLACE VIEW crm.window_local AS
WITH
    [] AS elsewhere,
    -- include: own_window
    ,
    summed AS (SELECT * FROM of_own_days)
-- include: window_figures
COMMENT 'Windows added up by any period of the tenants'' own days, by owner, team, region, the dimensions that the tenant has summed and all, with mean and percentiles. Parameters: period (day, week, month, quarter or year). SELECT * FROM crm.window_local(period = ''month'')';
