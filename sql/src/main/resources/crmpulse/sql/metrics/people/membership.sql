-- A change that another one of the same moment follows held for no time at all.
CREATE OR REPLACE VIEW crm.membership AS
SELECT tenant, rep_id, valid_from, team, region
FROM crm.people
WHERE valid_to IS NULL OR valid_to > valid_from
COMMENT 'Team and region of a person from valid_from on: what fact views name the team of an owner by'
