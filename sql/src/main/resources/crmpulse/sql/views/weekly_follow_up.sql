-- Report of ISO weeks, where the tenant is, that begin in the days from (included) to (excluded): one row per person (level person) and one per
-- team (level team) whose people's figures are added up. SLAs count in the week in which they were due, flags in that of what they are about.
--   SELECT * FROM crm.weekly_follow_up(from = '2026-03-02', to = '2026-03-30') WHERE level = 'team' ORDER BY week, team
CREATE OR REPLACE VIEW crm.weekly_follow_up AS
WITH
    zoned AS
    (
        SELECT tenant, argMax(zone, effective_from) AS zone FROM crm.tenant_profile GROUP BY tenant
    ),
    -- view(): ClickHouse 26.5 to 26.7 go through the text of a view with parameters for each expression over it, that of view() is one line.
    part AS
    (
        -- Days of UTC around the weeks, which are those of the tenant.
        SELECT
            done.tenant AS tenant, rep, toMonday(toDate(substring(toString(started_at, zone), 1, 10))) AS week,
            count() AS follow_ups, uniqExact(substring(toString(started_at, zone), 1, 10)) AS days, countIf(is_ineffective = 1) AS ineffective, countIf(yield != '') AS yielded,
            0 AS customers, 0 AS covered, 0 AS full_customers, 0 AS met, 0 AS missed_steps, 0 AS lost_contact, 0 AS perfunctory, 0 AS doubtful, 0 AS due, 0 AS kept
        FROM view(SELECT * FROM crm.follow_up_between(from = {from:Date} - 1, to = {to:Date} + 8)) AS done
        INNER JOIN zoned ON zoned.tenant = done.tenant
        GROUP BY done.tenant, rep, week
        UNION ALL
        SELECT
            tenant, owner, week, 0, 0, 0, 0, count(), countIf(n_follow_ups > 0), sum(is_full), sum(ifNull(is_met, 0)), sum(n_missed_steps), sum(is_lost_contact), 0, 0, 0, 0
        FROM view(SELECT * FROM crm.customer_week_between(from = {from:Date}, to = {to:Date}))
        GROUP BY tenant, owner, week
        UNION ALL
        SELECT
            flag.tenant, rep, toMonday(toDate(substring(toString(flagged_at, zone), 1, 10))) AS its_week,
            0, 0, 0, 0, 0, 0, 0, 0, 0, 0, countIf(kind = 'perfunctory'), countIf(kind = 'authenticity'), 0, 0
        FROM view(SELECT * FROM crm.quality_flag_between(from = {from:Date} - 1, to = {to:Date} + 8)) AS flag
        INNER JOIN zoned ON zoned.tenant = flag.tenant
        GROUP BY flag.tenant, rep, its_week
        UNION ALL
        SELECT
            clock.tenant, owner, toMonday(toDate(substring(toString(assumeNotNull(due_at), zone), 1, 10))) AS its_week,
            0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, count(), countIf(state = 'kept')
        FROM (SELECT tenant, owner, due_at, state FROM crm_store.sla_clock FINAL WHERE state IN ('kept', 'breached') AND due_at >= toDateTime64({from:Date} - 1, 3, 'UTC') AND due_at < toDateTime64({to:Date} + 8, 3, 'UTC')) AS clock
        INNER JOIN zoned ON zoned.tenant = clock.tenant
        GROUP BY clock.tenant, owner, its_week
    ),
    weekly AS
    (
        SELECT
            part.tenant AS tenant, part.rep AS rep, part.week AS week,
            sum(follow_ups) AS follow_ups, sum(days) AS days, sum(ineffective) AS ineffective, sum(yielded) AS yielded, sum(customers) AS customers, sum(covered) AS covered,
            sum(full_customers) AS full_customers, sum(met) AS met, sum(missed_steps) AS missed_steps, sum(lost_contact) AS lost_contact,
            sum(perfunctory) AS perfunctory, sum(doubtful) AS doubtful, sum(due) AS due, sum(kept) AS kept
        FROM part
        WHERE part.rep != '' AND part.week >= {from:Date} AND part.week < {to:Date}
        GROUP BY tenant, rep, week
    ),
    placed AS
    (
        SELECT weekly.*, person.team AS team, person.region AS region
        FROM weekly
        -- Who changes the team in a week is counted with the one at its end.
        ASOF LEFT JOIN (SELECT tenant, rep_id, toDateTime64(valid_from, 3, 'UTC') AS valid_from, team, region FROM crm.membership) AS person
            ON person.tenant = weekly.tenant AND person.rep_id = weekly.rep AND person.valid_from < toDateTime64(addDays(weekly.week, 7), 3, 'UTC')
    )
SELECT
    placed.tenant AS tenant,
    week,
    level,
    placed.team AS team,
    if(level = 'person', placed.rep, '') AS person,
    any(placed.region) AS region,
    uniqExact(placed.rep) AS n_people,
    sum(follow_ups) AS n_follow_ups,
    if(sum(days) = 0, NULL, round(n_follow_ups / sum(days), 4)) AS follow_ups_per_day,
    if(n_follow_ups = 0, NULL, round(sum(ineffective) / n_follow_ups * 100, 4)) AS ineffective_rate,
    if(n_follow_ups = 0, NULL, round(sum(yielded) / n_follow_ups * 100, 4)) AS yield_rate,
    sum(customers) AS n_open_customers,
    if(n_open_customers = 0, NULL, round(sum(covered) / n_open_customers * 100, 4)) AS coverage_rate,
    if(sum(full_customers) = 0, NULL, round(sum(met) / sum(full_customers) * 100, 4)) AS met_rate,
    sum(missed_steps) AS n_missed_steps,
    sum(lost_contact) AS n_lost_contact,
    sum(perfunctory) AS n_perfunctory,
    sum(doubtful) AS n_doubtful,
    sum(due) AS n_due,
    if(n_due = 0, NULL, round(sum(kept) / n_due * 100, 4)) AS kept_rate,
    'week of the follow-up or due date' AS dated_by
FROM placed
ARRAY JOIN ['person', 'team'] AS level
GROUP BY tenant, week, level, team, person
SETTINGS join_use_nulls = 0
COMMENT 'Weekly report of follow-ups by person and team: how many, with what effect, how many customers, what was missed or flagged, SLAs kept (M10, M11, M13, M14, M27). Parameters: from (first day of the begins of weeks), to (day after the last). SELECT * FROM crm.weekly_follow_up(from = ''2026-03-02'', to = ''2026-03-30'')'
