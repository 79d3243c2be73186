-- Deals created in the days from (included) to (excluded) in the zone, by calendar time. An open deal is counted as long as it is open by the
-- horizon. Of ending = 'won' a lost deal counts until it was lost, as if it might have been won later: how long the wins take, were nothing lost.
--   SELECT hours, survival FROM crm.sales_cycle_survival(from = '2026-01-01', to = '2026-04-01', zone = 'UTC', ending = 'closed', breakdown = 'all') ORDER BY hours
CREATE OR REPLACE VIEW crm.sales_cycle_survival AS
WITH
    lifetime AS
    (
        SELECT
            deal.tenant AS tenant,
            '' AS stage_key,
            multiIf(
                {breakdown:String} = 'team', deal.team,
                {breakdown:String} = 'region', deal.region,
                {breakdown:String} = 'owner', deal.owner,
                {breakdown:String} = 'channel', toString(origin.channel),
                '') AS value,
            dateDiff('millisecond', deal.started_at, ifNull(deal.ended_at, (SELECT max(horizon) FROM crm.progress WHERE timeline = 'engagement'))) / 1000 AS seconds,
            deal.outcome = 'won' OR (deal.outcome = 'lost' AND {ending:String} = 'closed') AS is_ended
        FROM crm.deal AS deal
        -- Read for this breakdown alone: there is one for each lead.
        LEFT JOIN (SELECT tenant, lead_id, channel FROM crm_store.lead_tier FINAL WHERE episode = 1 AND {breakdown:String} = 'channel') AS origin
            ON origin.tenant = deal.tenant AND origin.lead_id = deal.lead_id
        WHERE toDate(deal.started_at, {zone:String}) >= {from:Date} AND toDate(deal.started_at, {zone:String}) < {to:Date}
            AND NOT throwIf({breakdown:String} NOT IN ('all', 'team', 'region', 'owner', 'channel'), 'breakdown is all, team, region, owner or channel')
            AND NOT throwIf({ending:String} NOT IN ('won', 'closed'), 'ending is won or closed')
    ),
    -- include: kaplan_meier
SELECT
    tenant,
    {ending:String} AS ending,
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
    'begin of the deal' AS dated_by
FROM curve
SETTINGS join_use_nulls = 0
COMMENT 'Share of the deals that are not won, or not closed, after so many hours, open deals included: Kaplan and Meier''s estimate (M5). Parameters: from (first day of the begins), to (day after the last), zone (of the days), ending (won, or closed: won or lost), breakdown (all, team, region, owner or channel). SELECT * FROM crm.sales_cycle_survival(from = ''2026-01-01'', to = ''2026-04-01'', zone = ''UTC'', ending = ''won'', breakdown = ''all'')'
