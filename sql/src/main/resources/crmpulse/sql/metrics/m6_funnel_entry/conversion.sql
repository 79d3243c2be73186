-- What happened in the days from (included) to (excluded) in the zone, by period. cohort: entries count where they entered, whatever they
-- reached later; rate_mature leaves out the entries that may still go on, and is NULL where all may. period: steps count where they were
-- reached, entries where they entered, so a rate may exceed 1 and has no interval.
-- The same steps may be taken in three orders, each a funnel of its own: strict (one after another), implied (a later step proves those
-- before it) and any (each by itself).
--   SELECT * FROM crm.conversion(from = '2026-01-01', to = '2026-07-01', zone = 'Asia/Shanghai', period = 'month') WHERE basis = 'cohort' AND breakdown = 'channel'
CREATE OR REPLACE VIEW crm.conversion AS
WITH
    -- include: wilson
    , funnel_rule AS
    (
        SELECT asking.tenant AS tenant, asking.policy_id AS policy_id, argMax(JSONExtractString(body, 'order'), rule.tenant != '*') AS taken
        FROM (SELECT DISTINCT tenant, policy_id FROM crm_store.funnel_entry) AS asking
        CROSS JOIN (SELECT tenant, id, version, body FROM crm.policy WHERE kind = 'funnel') AS rule
        WHERE rule.tenant IN ('*', asking.tenant) AND asking.policy_id = concat(rule.id, '@', toString(rule.version))
        GROUP BY asking.tenant, asking.policy_id
    ),
    happened AS
    (
        SELECT
            step.*,
            funnel_rule.taken AS funnel_order,
            occurrence.1 AS basis,
            occurrence.2 AS moment,
            occurrence.3 AS is_entry,
            occurrence.4 AS is_reached
        FROM crm.funnel_step AS step
        LEFT JOIN funnel_rule ON funnel_rule.tenant = step.tenant AND funnel_rule.policy_id = step.policy_id
        ARRAY JOIN if(
            step.reached_at IS NULL,
            [('cohort', step.entered_at, 1, 0), ('period', step.entered_at, 1, 0)],
            [('cohort', step.entered_at, 1, 1), ('period', step.entered_at, 1, 0), ('period', assumeNotNull(step.reached_at), 0, 1)]) AS occurrence
        WHERE toDate(occurrence.2, {zone:String}) >= {from:Date} AND toDate(occurrence.2, {zone:String}) < {to:Date}
    )
SELECT
    tenant,
    funnel,
    funnel_order,
    basis,
    toDate(dateTrunc({period:String}, toTimeZone(moment, {zone:String}))) AS period_start,
    by.1 AS breakdown,
    by.2 AS value,
    step_no,
    step,
    {zone:String} AS zone,
    sum(is_entry) AS n,
    sum(is_reached) AS n_reached,
    if(n = 0, NULL, round(n_reached / n, 6)) AS rate,
    if(n = 0 OR basis != 'cohort', NULL, round(wilson_low(n_reached, n), 6)) AS rate_low,
    if(n = 0 OR basis != 'cohort', NULL, round(wilson_high(n_reached, n), 6)) AS rate_high,
    if(basis = 'cohort', toNullable(countIf(happened.is_mature)), NULL) AS n_mature,
    if(basis = 'cohort' AND n_mature > 0, round(countIf(happened.is_mature AND is_reached = 1) / n_mature, 6), NULL) AS rate_mature,
    if(
        basis = 'cohort',
        min(happened.is_mature),
        toDateTime(multiIf(
            {period:String} = 'day', addDays(period_start, 1),
            {period:String} = 'week', addWeeks(period_start, 1),
            {period:String} = 'month', addMonths(period_start, 1),
            {period:String} = 'quarter', addQuarters(period_start, 1),
            addYears(period_start, 1)), {zone:String}) <= (SELECT max(horizon) FROM crm.progress WHERE timeline = 'engagement')) AS is_mature,
    if(basis = 'cohort', 'entry', 'step, of entries their entry') AS dated_by
FROM happened
ARRAY JOIN [('all', ''), ('channel', channel), ('owner', owner), ('team', team), ('tier', tier), ('response_bucket', response_bucket)] AS by
GROUP BY tenant, funnel, funnel_order, basis, period_start, breakdown, value, step_no, step
SETTINGS join_use_nulls = 0
COMMENT 'Conversion of funnels by cohort of the entry and by period of the step, with what is mature and the interval of the cohort (M6). Parameters: from (first day), to (day after the last), zone (of the days), period (day, week, month, quarter or year). SELECT * FROM crm.conversion(from = ''2026-01-01'', to = ''2026-04-01'', zone = ''Asia/Shanghai'', period = ''month'')'
