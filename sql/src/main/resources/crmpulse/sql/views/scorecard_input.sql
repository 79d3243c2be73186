-- What measures are made of: one row per row of evidence, a figure is the sum of numerators over that of denominators.
-- Of anonymous sources (surveys by third parties, ratings, employees) there is neither row nor day, so that nobody is found by them.
-- Rows are their owner's as of the moment, and their team's and region's.
CREATE OR REPLACE VIEW crm.scorecard_input AS
WITH
    -- include: period_steps
    , period_of({from:Date}) AS first_day,
    (SELECT mapFromArrays(groupArray(timeline), groupArray(reached)) FROM (SELECT timeline, max(horizon) AS reached FROM crm.progress GROUP BY timeline)) AS horizons,
    -- Later than anything that happens: what is open is of the team of now.
    toDateTime64('2200-01-01 00:00:00', 3, 'UTC') AS now_on,
    purchase AS
    (
        SELECT tenant, customer_id, assumeNotNull(ended_at) AS at, owner, 'deal' AS fact, id, lead_id
        FROM crm_store.deal FINAL
        WHERE outcome = 'won' AND ended_at IS NOT NULL AND customer_id != ''
        UNION ALL
        SELECT tenant, customer_id, started_at, owner, 'relationship_event', id, ''
        FROM crm_store.relationship_event FINAL
        WHERE kind IN ('purchase', 'renewal')
    ),
    new_customer AS
    (
        SELECT
            tenant, customer_id, min(at) AS first_at, argMin(owner, at) AS first_owner, argMin(fact, at) AS first_fact, argMin(id, at) AS first_id,
            max((tenant, lead_id) IN (SELECT tenant, lead_id FROM crm_store.lead_tier FINAL WHERE lowerUTF8(channel) = 'referral')) AS is_referred
        FROM purchase
        GROUP BY tenant, customer_id
    ),
    standing AS
    (
        SELECT tenant, rep_id, team, region, valid_from, valid_to, period_start
        FROM (SELECT tenant, rep_id, team, region, valid_from, valid_to FROM crm.people WHERE status != 'left' AND team != '' AND (valid_to IS NULL OR valid_to > valid_from)) AS person
        CROSS JOIN
        (
            SELECT arrayJoin(arrayFilter(day -> day < {to:Date}, arrayMap(step -> shifted(first_day, step), range(toUInt64(greatest(0, dateDiff({period:String}, first_day, {to:Date}) + 1)))))) AS period_start
        ) AS period
        WHERE toDate(valid_from, {zone:String}) < shifted(period_start, 1) AND (valid_to IS NULL OR toDate(assumeNotNull(valid_to), {zone:String}) >= shifted(period_start, 1))
    ),
    recognised AS
    (
        SELECT tenant, owner, period_of(toDate(started_at, {zone:String})) AS period_start, any(id) AS id
        FROM crm_store.people_event FINAL
        WHERE kind = 'recognition' AND owner != ''
        GROUP BY tenant, owner, period_start
    ),
    -- Their team is that of the owner at the moment: looked up once for all, since to plan so many joins takes longer than to look up so many rows.
    owned AS
    (
        SELECT
            tenant, 'record-completeness' AS measure, actor AS owner, started_at AS owned_at, toDate(started_at, {zone:String}) AS day,
            toFloat64(least(assumeNotNull(fields_filled), assumeNotNull(fields_required))) AS numerator, toFloat64(assumeNotNull(fields_required)) AS denominator,
            true AS is_sample, false AS is_anonymous, 'activity' AS fact, id AS fact_id, CAST(NULL AS Nullable(DateTime64(3, 'UTC'))) AS superseded_at
        FROM crm_store.activity FINAL
        WHERE is_follow_up = 1 AND fields_filled IS NOT NULL AND ifNull(fields_required > 0, false)
        UNION ALL
        SELECT tenant, 'script-followed', actor, started_at, toDate(started_at, {zone:String}), toFloat64(script_followed = 'yes'), 1., true, false, 'activity', id, NULL
        FROM crm_store.activity FINAL
        WHERE is_follow_up = 1 AND script_followed != ''
        UNION ALL
        SELECT tenant, 'stage-evidence', owner, assumeNotNull(moved_at) AS moved, toDate(moved, {zone:String}), toFloat64(has_evidence), 1., true, false, 'stage_visit', id, NULL
        FROM crm.stage_evidence_between(from = first_day - 1, to = {to:Date} + 1)
        UNION ALL
        SELECT tenant, 'sla-kept', owner, assumeNotNull(due_at) AS due, toDate(due, {zone:String}), toFloat64(state = 'kept'), 1., true, false, 'sla_clock', id, NULL
        FROM crm_store.sla_clock FINAL
        WHERE state IN ('kept', 'breached') AND due_at IS NOT NULL
        UNION ALL
        SELECT
            tenant, 'first-response', owner, coalesce(ended_at, cancelled_at, now_on), toDate(started_at, {zone:String}), toFloat64(ifNull(calendar_seconds < 14400, false)), 1.,
            true, false, 'first_response', id, NULL
        FROM crm_store.first_response FINAL
        WHERE calendar_seconds IS NOT NULL OR (cancel_reason = '' AND ended_at IS NULL AND cancelled_at IS NULL AND dateDiff('millisecond', started_at, horizons['engagement']) >= 14400000)
        UNION ALL
        SELECT tenant, 'conversion', owner, ifNull(ended_at, now_on), toDate(moment, {zone:String}), toFloat64(is_end), toFloat64(NOT is_end), true, false, 'deal', id, NULL
        FROM crm_store.deal FINAL
        ARRAY JOIN
            if(outcome = 'won' AND ended_at IS NOT NULL, [false, true], [false]) AS is_end,
            if(outcome = 'won' AND ended_at IS NOT NULL, [started_at, assumeNotNull(ended_at)], [started_at]) AS moment
        UNION ALL
        SELECT
            tenant, answered.1, owner, started_at, toDate(started_at, {zone:String}), answered.2, 1., true, lowerUTF8(channel) = 'third-party', 'survey_answer', id, superseded_at
        FROM crm_store.survey_answer FINAL
        ARRAY JOIN if(
            kind = 'csat',
            [('csat', toFloat64(category = 'satisfied')), ('csat-top', toFloat64(ifNull(score = 5, false)))],
            [('nps', toFloat64(category = 'promoter') - toFloat64(category = 'detractor'))]) AS answered
        UNION ALL
        SELECT
            tenant, 'complaint-resolution', owner, ifNull(ended_at, now_on), toDate(started_at, {zone:String}), toFloat64(ifNull(resolution_seconds <= 86400, false)), 1.,
            true, false, 'ticket', id, NULL
        FROM crm_store.ticket FINAL
        WHERE lowerUTF8(trimBoth(kind)) = 'complaint'
            AND (
                resolution_seconds IS NOT NULL OR status = 'closed'
                OR (status != 'paused' AND ended_at IS NULL AND dateDiff('millisecond', started_at, horizons['ticket']) / 1000 - ifNull(pause_seconds, 0) > 86400))
        UNION ALL
        SELECT tenant, 'requirement-accuracy', owner, ifNull(ended_at, now_on), toDate(started_at, {zone:String}), toFloat64(fully_meets = 'yes'), 1., true, false, 'proposal', id, NULL
        FROM crm_store.proposal FINAL
        UNION ALL
        SELECT tenant, 'referral-rate', first_owner, first_at, toDate(first_at, {zone:String}), toFloat64(is_referred), 1., true, false, first_fact, first_id, NULL
        FROM new_customer
        UNION ALL
        SELECT
            tenant, 'visit-completion', owner, ifNull(ended_at, now_on), toDate(assumeNotNull(planned_at), {zone:String}), toFloat64(ended_at IS NOT NULL), 1., true, false, 'visit', id, NULL
        FROM crm_store.visit FINAL
        WHERE is_planned = 1 AND planned_at IS NOT NULL AND (ended_at IS NOT NULL OR ifNull(horizons['customer'] > planned_at, false))
        UNION ALL
        SELECT
            invoice.tenant, 'collection-rate', invoice.owner, ifNull(invoice.ended_at, now_on), toDate(invoice.due, {zone:String}), toFloat64(paid.received),
            toFloat64(assumeNotNull(invoice.amount)), false, false, 'invoice', invoice.id, NULL
        FROM (SELECT *, assumeNotNull(due_at) AS due FROM crm_store.invoice FINAL WHERE amount IS NOT NULL AND due_at IS NOT NULL) AS invoice
        LEFT JOIN
        (
            SELECT tenant, invoice_id, toDecimal128(sum(assumeNotNull(amount)), 4) AS received
            FROM crm_store.payment FINAL
            WHERE invoice_id != '' AND is_foreign = 0
            GROUP BY tenant, invoice_id
        ) AS paid ON paid.tenant = invoice.tenant AND paid.invoice_id = invoice.invoice_id
        ASOF LEFT JOIN (SELECT tenant, effective_from, currency AS own_currency FROM crm.tenant_profile) AS profile
            ON profile.tenant = invoice.tenant AND profile.effective_from <= invoice.due
        WHERE profile.own_currency = '' OR invoice.currency = profile.own_currency
        UNION ALL
        SELECT
            rating.tenant, 'peer-rating', rating.owner, rating.started_at, toDate(rating.started_at, {zone:String}), toFloat64(assumeNotNull(rating.score)) * weighed.weight,
            5. * weighed.weight, true, true, 'peer_rating', rating.id, NULL
        FROM (SELECT * FROM crm_store.peer_rating FINAL WHERE score IS NOT NULL) AS rating
        INNER JOIN crm.rating_weight AS weighed ON weighed.relation = rating.relation
        WHERE weighed.weight > 0
        UNION ALL
        SELECT tenant, 'training-attendance', owner, started_at, toDate(started_at, {zone:String}), toFloat64(lowerUTF8(status) != 'missed'), 1., false, false, 'people_event', id, NULL
        FROM crm_store.people_event FINAL
        WHERE kind = 'training' AND owner != ''
    ),
    evidence AS
    (
        SELECT
            tenant, 'goal-attainment' AS measure, owner, if(is_counted_for_team, team, '') AS team, if(is_counted_for_team, region, '') AS region,
            toDate(goal_until - toIntervalMillisecond(1), {zone:String}) AS day, toFloat64(one.3) AS numerator, if(one.1 = 'people_event', toFloat64(assumeNotNull(to_reach)), 0.) AS denominator,
            false AS is_sample, false AS is_anonymous, one.1 AS fact, one.2 AS fact_id, CAST(NULL AS Nullable(DateTime64(3, 'UTC'))) AS superseded_at
        FROM crm.goal_due
        -- The goal, which an uplift begins below nothing, and what was reached of it.
        ARRAY JOIN arrayConcat([('people_event', id, toFloat64(assumeNotNull(reached - actual)))], arrayMap(r -> (r.1, r.2, toFloat64(r.3)), results)) AS one
        UNION ALL
        SELECT tenant, 'follow-up-frequency', owner, team, region, week, toFloat64(n_follow_ups), 1., true, false, 'customer_week', id, NULL
        FROM crm.customer_week_between(from = first_day, to = {to:Date})
        WHERE is_full = 1
        UNION ALL
        SELECT tenant, 'employee-satisfaction', '', team, region, toDate(answered_at, {zone:String}), toFloat64(ifNull(score >= 4, false)), 1., true, true, 'employee_answer', '', NULL
        FROM
        (
            SELECT *
            FROM crm.employee_answer
            ORDER BY answered_at DESC
            LIMIT 1 BY tenant, respondent_no, topic, period_of(toDate(answered_at, {zone:String}))
        )
        UNION ALL
        SELECT
            standing.tenant, 'recognition-coverage', '', standing.team, standing.region, standing.period_start, toFloat64(recognised.id != ''), 1., false, false,
            if(recognised.id != '', 'people_event', 'people'), if(recognised.id != '', recognised.id, concat('rep/', standing.rep_id)), NULL
        FROM standing
        LEFT JOIN recognised ON recognised.tenant = standing.tenant AND recognised.owner = standing.rep_id AND recognised.period_start = standing.period_start
        UNION ALL
        SELECT
            owned.tenant, measure, owner, person.team, person.region, owned.day, numerator, denominator, is_sample, is_anonymous, fact, fact_id, superseded_at
        FROM (SELECT * FROM owned WHERE owned.day >= first_day AND owned.day < {to:Date}) AS owned
        ASOF LEFT JOIN (SELECT tenant, rep_id, valid_from, team, region FROM crm.membership) AS person
            ON person.tenant = owned.tenant AND person.rep_id = owned.owner AND person.valid_from <= owned.owned_at
    )
SELECT
    tenant,
    {period:String} AS period,
    {zone:String} AS zone,
    period_of(evidence.day) AS period_start,
    measure,
    owner,
    team,
    region,
    numerator,
    denominator,
    is_sample,
    is_anonymous,
    if(is_anonymous, period_start, evidence.day) AS day,
    if(is_anonymous, '', fact) AS fact,
    if(is_anonymous, '', fact_id) AS fact_id
FROM evidence
WHERE evidence.day >= first_day AND evidence.day < {to:Date}
    AND (superseded_at IS NULL OR toDate(assumeNotNull(superseded_at), {zone:String}) >= shifted(period_start, 1))
SETTINGS join_use_nulls = 0
COMMENT 'The rows that scores are made of, by measure and period (M26). Parameters: period (week, month, quarter or year), from (first day), to (day after the last), zone (of the days). SELECT * FROM crm.scorecard_input(period = ''month'', from = ''2026-03-01'', to = ''2026-04-01'', zone = ''Asia/Shanghai'')'
