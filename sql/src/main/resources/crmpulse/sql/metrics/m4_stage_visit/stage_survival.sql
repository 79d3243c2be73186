-- Visits that began in the days from (included) to (excluded) in the zone, by calendar time. A visit that goes on is counted as long as it
-- went on by the horizon, and one whose deal was deleted until then, so that slow stages do not look fast because their slow visits are
-- still open.
--   SELECT hours, survival FROM crm.stage_survival(from = '2026-01-01', to = '2026-04-01', zone = 'UTC', breakdown = 'all') WHERE stage_key = 'demo' ORDER BY hours
CREATE OR REPLACE VIEW crm.stage_survival AS
WITH
    lifetime AS
    (
        SELECT
            visit.tenant AS tenant,
            visit.stage_key AS stage_key,
            multiIf(
                {breakdown:String} = 'team', visit.team,
                {breakdown:String} = 'region', visit.region,
                {breakdown:String} = 'owner', visit.owner,
                {breakdown:String} = 'channel', toString(origin.channel),
                '') AS value,
            toFloat64(assumeNotNull(ifNull(visit.calendar_seconds, visit.open_seconds))) AS seconds,
            visit.ended_at IS NOT NULL AND visit.next_stage != 'DELETED' AS is_ended
        FROM crm.stage_visit AS visit
        -- Read for this breakdown alone: there is one for each lead.
        LEFT JOIN (SELECT tenant, lead_id, channel FROM crm_store.lead_tier FINAL WHERE episode = 1 AND {breakdown:String} = 'channel') AS origin
            ON origin.tenant = visit.tenant AND origin.lead_id = visit.lead_id
        WHERE toDate(visit.started_at, {zone:String}) >= {from:Date} AND toDate(visit.started_at, {zone:String}) < {to:Date}
            AND NOT throwIf({breakdown:String} NOT IN ('all', 'team', 'region', 'owner', 'channel'), 'breakdown is all, team, region, owner or channel')
    ),
    -- include: kaplan_meier
SELECT
    tenant,
    stage_key,
    {breakdown:String} AS breakdown,
    value,
    {zone:String} AS zone,
    seconds / 3600 AS hours,
    n_at_risk,
    n_ended,
    n_open,
    survival,
    survival_low,
    survival_high,
    'begin of the visit' AS dated_by
FROM curve
SETTINGS join_use_nulls = 0
COMMENT 'Share of the visits to a stage that still go on after so many hours, open visits included: Kaplan and Meier''s estimate (M4). Parameters: from (first day of the begins), to (day after the last), zone (of the days), breakdown (all, team, region, owner or channel). SELECT * FROM crm.stage_survival(from = ''2026-01-01'', to = ''2026-04-01'', zone = ''UTC'', breakdown = ''all'')'
