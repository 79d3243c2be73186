-- Any roll-up by day, week, month, quarter or year of any zone, or of each tenant's own (zone = ''), by owner, team, region, all or a dimension that the
-- tenant's profile names (dimensions.country):
--   SELECT * FROM crm.window_period(period = 'month', zone = 'Europe/Amsterdam') WHERE family = 'first_response'
-- Percentiles are at most 0.5 % off the exact ones. Tenants whose own days are days of
-- that zone are summed from their day windows; where days begin at other moments the facts are summed, which reads more.
-- Stages in other capitals are one label, spelled in one of their ways: each deal spells a stage that no funnel names.
CREATE OR REPLACE VIEW crm.window_period AS
WITH
    if({zone:String} = '', 'UTC', {zone:String}) AS of_zone,
    -- Tenants in whose zone any day of their windows begins at another moment.
    if(
        {zone:String} = '',
        [],
        (
            SELECT groupUniqArray(tenant)
            FROM (SELECT DISTINCT tenant, zone FROM crm.tenant_profile WHERE zone != {zone:String}) AS profile
            CROSS JOIN (SELECT toDate(min(started_at)) - 1 AS since, dateDiff('day', since, max(started_at)) + 3 AS days FROM crm_store.fact_window) AS known
            WHERE arrayExists(day -> NOT endsWith(toString(toDateTime64(toDateTime(day, of_zone), 0, 'UTC'), profile.zone), ' 00:00:00'), arrayMap(n -> since + n, range(days)))
        )) AS elsewhere,
    -- include: own_window
    ,
    summed AS
    (
        SELECT * FROM of_own_days
        UNION ALL
        SELECT
            fact.tenant, family, dated_by, toDate(dateTrunc({period:String}, toTimeZone(moment, of_zone))), moment, of_zone, by.1, by.2, label,
            1, isNotNull(calendar_seconds), calendar_seconds, isNotNull(business_seconds), business_seconds,
            ifNull(calendar_seconds <= 0, 0),
            -- growth and base of the bins, see sketch_seconds
            if(ifNull(calendar_seconds <= 0, 1),
                CAST(map(), 'Map(Int16, Int64)'),
                map(toInt16(ceil(log(greatest(ifNull(toFloat64(calendar_seconds), 0) * 1000, 1)) / log(1.0100502512562815))), toInt64(1))),
            if(counted = '', CAST(map(), 'Map(String, Int64)'), map(counted, toInt64(1)))
        FROM (SELECT * FROM crm.summed_fact WHERE {zone:String} != '') AS fact
        ASOF LEFT JOIN member ON person_tenant = fact.tenant AND person_id = fact.owner AND person_from <= fact.moment
        ASOF LEFT JOIN
        (
            SELECT tenant AS profile_tenant, effective_from AS profile_from, dimensions AS profile_dimensions
            FROM crm.tenant_profile
        ) AS profile ON profile_tenant = fact.tenant AND profile_from <= fact.moment
        ARRAY JOIN arrayConcat(
            [('all', ''), ('owner', owner), ('team', toString(team)), ('region', toString(region))],
            arrayMap(name -> (concat('dimensions.', name), fact.dimensions[name]), profile_dimensions)) AS by
        WHERE has(elsewhere, fact.tenant)
    )
-- include: window_figures
COMMENT 'Windows added up by any period and zone, by owner, team, region, the dimensions that the tenant has summed and all, with mean and percentiles. Parameters: period (day, week, month, quarter or year), zone (of its days; empty for each tenant''s own). SELECT * FROM crm.window_period(period = ''month'', zone = ''Asia/Shanghai'')';
