-- What was shared in the days from (included) to (excluded) in the zone, by person; a share without a link that was no training is
-- not counted.
CREATE OR REPLACE VIEW crm.knowledge_sharing AS
SELECT
    tenant,
    owner,
    any(team) AS team,
    {zone:String} AS zone,
    countIf(counts = 1) AS n,
    countIf(counts = 0) AS n_not_counted,
    countIf(kind = 'training') AS n_trainings,
    'day of the share' AS dated_by
FROM crm.knowledge_share
WHERE toDate(started_at, {zone:String}) >= {from:Date} AND toDate(started_at, {zone:String}) < {to:Date}
GROUP BY tenant, owner
COMMENT 'Knowledge that each person shared in a period (M24). Parameters: from (first day), to (day after the last), zone (of the days). SELECT * FROM crm.knowledge_sharing(from = ''2026-03-01'', to = ''2026-04-01'', zone = ''Asia/Shanghai'')'
