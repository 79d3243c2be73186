CREATE OR REPLACE VIEW crm.call_by_owner AS
SELECT tenant, owner, team, count() AS n
FROM crm.call
GROUP BY tenant, owner, team
COMMENT 'Calls by who made them (M99)'
