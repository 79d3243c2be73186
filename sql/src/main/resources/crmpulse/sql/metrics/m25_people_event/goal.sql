-- A goal holds for the period that its scope names, in the zone of the tenant: 2026, 2026Q2, 2026-04 or 2026W15; where it names none, from the moment
-- at which it was set until it is due. Goals of a person are of the team that they were in when it was set.
CREATE OR REPLACE VIEW crm.goal AS
WITH
    -- include: date_moment
    , stated AS
    (
        SELECT
            event.* REPLACE (CAST(event.team_id AS String) AS team_id, CAST(event.currency AS String) AS currency),
            profile.zone AS zone,
            upper(trimBoth(event.scope)) AS period,
            toUInt16OrZero(substring(period, 1, 4)) AS year,
            multiIf(
                match(period, '^[0-9]{4}$'), 'year',
                match(period, '^[0-9]{4}-?Q[1-4]$'), 'quarter',
                match(period, '^[0-9]{4}-(0[1-9]|1[0-2])$'), 'month',
                match(period, '^[0-9]{4}-?W(0[1-9]|[1-4][0-9]|5[0-3])$'), 'week',
                '') AS grain,
            toUInt8OrZero(extract(period, '^[0-9]{4}[-QW]+([0-9]+)$')) AS place,
            multiIf(
                year = 0, toDate32('1970-01-01'),
                grain = 'quarter', addMonths(makeDate32(year, 1, 1), 3 * (place - 1)),
                grain = 'month', addMonths(makeDate32(year, 1, 1), place - 1),
                grain = 'week', addDays(toDate32(toMonday(makeDate32(year, 1, 4))), 7 * (place - 1)),
                makeDate32(year, 1, 1)) AS first_day,
            multiIf(
                grain = 'quarter', addMonths(first_day, 3),
                grain = 'month', addMonths(first_day, 1),
                grain = 'week', addDays(first_day, 7),
                addYears(first_day, 1)) AS day_after
        FROM (SELECT * FROM crm.people_event WHERE kind = 'target') AS event
        ASOF LEFT JOIN (SELECT tenant, effective_from, zone FROM crm.tenant_profile) AS profile
            ON profile.tenant = event.tenant AND profile.effective_from <= event.started_at
    )
SELECT
    stated.tenant AS tenant,
    stated.id AS id,
    stated.owner AS owner,
    if(stated.team_id != '', stated.team_id, stated.team) AS team,
    if(stated.team_id != '', of_team.region, stated.region) AS region,
    stated.team_id != '' AS is_of_team,
    if(stated.detail = '', 'sales', lowerUTF8(stated.detail)) AS kind,
    stated.scope AS scope,
    stated.mode AS mode,
    stated.currency AS currency,
    stated.started_at AS set_at,
    if(grain != '', moment_of_wall(toDateTime64(first_day, 3, 'UTC'), zone), stated.started_at) AS goal_from,
    if(grain != '', toNullable(moment_of_wall(toDateTime64(day_after, 3, 'UTC'), zone)), if(stated.due = '', NULL, date_moment(stated.due, zone))) AS goal_until,
    stated.amount AS amount,
    stated.baseline AS baseline,
    if(stated.mode = 'uplift', ifNull(stated.baseline, NULL), toDecimal64(0, 4)) AS starts_from,
    stated.amount - starts_from AS to_reach
FROM stated
LEFT JOIN
(
    SELECT tenant, team, argMax(region, valid_from) AS region
    FROM crm.membership
    WHERE team != ''
    GROUP BY tenant, team
) AS of_team ON of_team.tenant = stated.tenant AND of_team.team = stated.team_id
SETTINGS join_use_nulls = 0
COMMENT 'One goal of a person or team, from when until when it holds, and what is to be reached; of an uplift what exceeds the baseline (M25)'
