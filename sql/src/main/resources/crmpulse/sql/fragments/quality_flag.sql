-- Each flag names the row that it rests on: the view in evidence, the id in evidence_id. What is weighed by person and period is flagged at
-- its end. Shares of fewer cases than the policy asks for are no flag.
-- What may be a flag is one row, with what was measured and of how many cases; the policy in force at its moment says whether it is one.
    toDateTime64(first_day, 3, 'UTC') AS begins, toDateTime64(day_after, 3, 'UTC') AS ends,
    now AS (SELECT max(horizon) AS as_of FROM crm.progress),
    zoned AS (SELECT tenant, argMax(zone, effective_from) AS zone FROM crm.tenant_profile GROUP BY tenant),
    -- A month and a week around the days: what is weighed by month or week is weighed whole, and what was copied may be 31 days old.
    contact AS
    (
        SELECT
            *,
            lagInFrame(tuple(notes_fingerprint, started_at)) OVER
                (PARTITION BY tenant, rep, if(customer_id != '', customer_id, lead_id), notes_length > 0 ORDER BY started_at, id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS notes_before
        FROM
        (
            SELECT
                tenant, id, started_at, actor AS rep, customer_id, lead_id, deal_id, channel, connected, duration_seconds, notes_length, notes_fingerprint,
                recording_delay_seconds
            FROM crm_store.activity FINAL
            WHERE is_follow_up = 1 AND started_at >= begins - toIntervalDay(40) AND started_at < ends + toIntervalDay(40)
        )
    ),
    -- A reply that came late, or is still missing.
    late_reply AS
    (
        SELECT
            tenant, 'late reply' AS reason, if(owner != '', owner, responder) AS rep, customer_id, lead_id, deal_id, started_at AS flagged_at,
            'next_response' AS evidence, id AS evidence_id,
            toFloat64(ifNull(calendar_seconds, open_seconds)) AS measured, toUInt64(1) AS n,
            concat('waited ', toString(round(ifNull(calendar_seconds, open_seconds) / 3600, 1)), ' h', if(ended_at IS NULL, ' so far', '')) AS detail,
            -- What contradicts it, and how many seconds away.
            CAST([] AS Array(Tuple(String, Float64))) AS contradictions
        FROM crm.next_response
        WHERE cancelled_at IS NULL AND started_at >= begins AND started_at < ends
    ),
    -- What a contact shows by itself, or beside the one before it.
    of_contact AS
    (
        SELECT tenant, shown.1, rep, customer_id, lead_id, deal_id, started_at, 'activity', id, assumeNotNull(shown.2), 1, shown.3, []
        FROM contact
        ARRAY JOIN arrayFilter(
            one -> one.2 IS NOT NULL,
            [
                ('short notes', if(notes_length > 0, toNullable(toFloat64(notes_length)), NULL), concat(toString(notes_length), if(notes_length = 1, ' character', ' characters'))),
                ('copied notes', if(notes_length > 0 AND notes_fingerprint = notes_before.1 AND started_at <= notes_before.2 + toIntervalDay(31), toNullable(1.), NULL), 'the notes of the contact before'),
                ('short call', if(channel = 'call' AND connected = 'yes', toFloat64(duration_seconds), NULL), concat(toString(assumeNotNull(duration_seconds)), ' s')),
                ('back-dated', toFloat64(recording_delay_seconds), concat('recorded ', toString(round(toFloat64(assumeNotNull(recording_delay_seconds)) / 86400, 1)), ' d later'))
            ]) AS shown
        WHERE started_at >= begins AND started_at < ends
    ),
    low_satisfaction AS
    (
        SELECT
            answer.tenant, 'low satisfaction', owner, '', '', '', max(started_at) AS last_at, 'survey_answer', argMin(id, (score, started_at, id)),
            toFloat64(countIf(category = 'satisfied')) AS satisfied, count() AS answers,
            concat(toString(satisfied), ' of ', toString(answers), ' satisfied in ', formatDateTime(month, '%Y-%m')), []
        FROM (SELECT * FROM crm_store.survey_answer FINAL WHERE kind = 'csat' AND owner != '' AND started_at >= begins - toIntervalDay(40) AND started_at < ends + toIntervalDay(40)) AS answer
        INNER JOIN zoned ON zoned.tenant = answer.tenant
        GROUP BY answer.tenant, owner, toStartOfMonth(toDate(substring(toString(started_at, zone), 1, 10))) AS month
    ),
    stage_without_contact AS
    (
        SELECT tenant, 'stage without contact', owner, customer_id, lead_id, deal_id, moved_at, 'stage_visit', id, 0, 1, concat(stage, ' to ', next_stage), []
        FROM crm.stage_evidence_between(from = first_day, to = day_after)
        WHERE has_contact = 0
    ),
    identical_notes AS
    (
        SELECT
            same.tenant, 'identical notes', rep, argMax(customer_id, (started_at, id)), '', '', max(started_at), 'activity', argMax(id, (started_at, id)),
            toFloat64(uniqExact(if(customer_id != '', customer_id, lead_id))) AS customers, 1, concat('for ', toString(customers), ' customers'), []
        FROM contact AS same
        INNER JOIN zoned ON zoned.tenant = same.tenant
        WHERE notes_length > 0
        GROUP BY same.tenant, rep, notes_fingerprint, toStartOfMonth(toDate(substring(toString(started_at, zone), 1, 10)))
    ),
    -- Weeks that are over, wherever the tenant is; without its first one, which may have begun with its last day.
    burst AS
    (
        SELECT
            daily.tenant, 'burst at the end of the week', rep, '', '', '', max(daily.last_at), 'activity', argMax(daily.last_id, day),
            toFloat64(argMax(contacts, day)) AS on_last_day, sum(contacts) AS in_week, concat(toString(on_last_day), ' of ', toString(in_week), ' contacts on ', toString(max(day))), []
        FROM
        (
            SELECT
                f.tenant AS tenant, rep, toDate(substring(toString(started_at, zone), 1, 10)) AS day, toMonday(day) AS week, count() AS contacts,
                max(started_at) AS last_at, argMax(id, (started_at, id)) AS last_id
            FROM contact AS f
            INNER JOIN zoned ON zoned.tenant = f.tenant
            GROUP BY tenant, rep, day
        ) AS daily
        INNER JOIN
        (
            SELECT a.tenant AS tenant, toMonday(toDate(substring(toString(min(started_at), any(zone)), 1, 10))) AS first_week
            FROM crm_store.activity AS a
            INNER JOIN zoned ON zoned.tenant = a.tenant
            GROUP BY tenant
        ) AS begun ON begun.tenant = daily.tenant
        CROSS JOIN now
        WHERE week > first_week AND toDateTime64(week + 8, 3, 'UTC') <= as_of
        GROUP BY daily.tenant, rep, week
    ),
    -- Steps of deals that were entered long after the day that they are dated; the lead and the customer as the deal knows them: a merged lead is the one that stays.
    recorded_late AS
    (
        SELECT tenant, source, id
        FROM crm.event
        WHERE type IN ('crm.deal.created', 'crm.deal.stage_changed', 'crm.deal.won', 'crm.deal.lost') AND actortype = 'human' AND recordedat IS NOT NULL
            -- A later delivery may date the step anew, by up to forty days.
            AND time >= begins - toIntervalDay(40) AND time < ends + toIntervalDay(40)
        GROUP BY tenant, source, id
        HAVING max(recordedat) > min(time) + toIntervalSecond(assumeNotNull((SELECT toUInt32(min(back_dated_seconds)) FROM crm.quality_policy WHERE back_dated_seconds > 0)))
    ),
    recorded_step AS
    (
        SELECT
            step.tenant, 'back-dated', step.rep, deal.customer_id, deal.lead_id, step.deal, step.at, 'event', concat(step.source, '/', step.id),
            toFloat64(dateDiff('second', step.at, assumeNotNull(step.recorded))) AS delay_seconds, 1, concat('recorded ', toString(round(delay_seconds / 86400, 1)), ' d later'), []
        FROM
        (
            WITH (recordedat, bytes_hash) AS delivered
            SELECT
                tenant, source, id, argMax(actor, delivered) AS rep, argMax(if(of_sales.deal_id != '', of_sales.deal_id, substring(subject, 6)), delivered) AS deal,
                argMax(time, delivered) AS at, max(recordedat) AS recorded
            FROM crm.event_text
            WHERE type IN ('crm.deal.created', 'crm.deal.stage_changed', 'crm.deal.won', 'crm.deal.lost') AND actortype = 'human' AND recordedat IS NOT NULL
                AND time >= begins - toIntervalDay(40) AND time < ends + toIntervalDay(40) AND (tenant, source, id) IN (SELECT tenant, source, id FROM recorded_late)
            GROUP BY tenant, source, id
            HAVING at >= begins AND at < ends
        ) AS step
        INNER JOIN
        (
            SELECT tenant, deal_id, any(lead_id) AS lead_id, any(customer_id) AS customer_id
            FROM crm_store.deal FINAL
            GROUP BY tenant, deal_id
        ) AS deal ON deal.tenant = step.tenant AND deal.deal_id = step.deal
    ),
    toIntervalSecond(assumeNotNull((SELECT toUInt32(max(contradiction_seconds)) FROM crm.quality_policy))) AS farthest,
    contradicted AS
    (
        SELECT
            praise.tenant, 'satisfaction contradicted', any(praise.owner), any(praise.customer_id), '', any(praise.deal_id), any(praise.started_at), 'survey_answer', praise.id,
            0., 1, '', groupUniqArray((blame.what, toFloat64(abs(dateDiff('second', praise.started_at, blame.at)))))
        FROM (SELECT * FROM crm_store.survey_answer FINAL WHERE channel = 'self-reported' AND category IN ('promoter', 'satisfied') AND customer_id != '' AND started_at >= begins AND started_at < ends) AS praise
        INNER JOIN
        (
            SELECT tenant, customer_id, started_at AS at, 'a complaint' AS what, '' AS survey_kind
            FROM crm_store.ticket FINAL
            WHERE lowerUTF8(trimBoth(kind)) = 'complaint' AND customer_id != '' AND started_at >= begins - farthest AND started_at <= ends + farthest
            UNION ALL
            SELECT tenant, customer_id, started_at, 'a third-party survey', CAST(kind AS String)
            FROM crm_store.survey_answer FINAL
            WHERE channel = 'third-party' AND category IN ('detractor', 'dissatisfied') AND customer_id != '' AND started_at >= begins - farthest AND started_at <= ends + farthest
        ) AS blame ON blame.tenant = praise.tenant AND blame.customer_id = praise.customer_id
        WHERE blame.survey_kind IN ('', CAST(praise.kind AS String))
        GROUP BY praise.tenant, praise.id
    ),
    -- Leads to which a person gave the grade A, and what became of them: a merged lead has become the one that stays, and its own end is none.
    graded AS
    (
        SELECT
            given.tenant AS tenant, substring(if(move.root != '', move.root, given.key), 6) AS lead, argMax(given.actor, given.time) AS rep,
            argMax(given.source, given.time) AS grade_source, argMax(given.id, given.time) AS grade_id
        FROM (SELECT tenant, key, actor, source, id, time FROM crm.event WHERE grade = 'A' AND actortype = 'human' AND startsWith(key, 'lead/')) AS given
        LEFT JOIN crm.truth_lead_move AS move ON move.tenant = given.tenant AND move.key = given.key
        GROUP BY tenant, lead
    ),
    closed AS
    (
        SELECT tenant, lead, max(ended) AS ended_at, max(was_won) AS is_won
        FROM
        (
            SELECT tenant, substring(key, 6) AS lead, time AS ended, 0 AS was_won
            FROM crm.event WHERE type = 'crm.lead.disqualified' AND startsWith(key, 'lead/')
            UNION ALL
            SELECT tenant, lead_id, assumeNotNull(ended_at), outcome = 'won'
            FROM crm_store.deal FINAL WHERE lead_id != '' AND ended_at IS NOT NULL AND outcome IN ('won', 'lost')
        )
        GROUP BY tenant, lead
        HAVING ended_at >= begins - toIntervalDay(40) AND ended_at < ends + toIntervalDay(40)
    ),
    intent AS
    (
        SELECT
            graded.tenant, 'intent contradicted', graded.rep, '', argMax(graded.lead, (closed.ended_at, grade_id)), '', max(closed.ended_at), 'event',
            argMax(concat(grade_source, '/', grade_id), (closed.ended_at, grade_id)), toFloat64(countIf(closed.is_won = 0)) AS lost, count() AS leads,
            concat(toString(lost), ' of ', toString(leads), ' leads of grade A lost'), []
        FROM graded
        INNER JOIN closed ON closed.tenant = graded.tenant AND closed.lead = graded.lead
        INNER JOIN zoned ON zoned.tenant = graded.tenant
        GROUP BY graded.tenant, graded.rep, toStartOfMonth(toDate(substring(toString(closed.ended_at, zone), 1, 10)))
    ),
    weighed AS
    (
        SELECT * FROM late_reply
        UNION ALL SELECT * FROM of_contact
        UNION ALL SELECT * FROM low_satisfaction
        UNION ALL SELECT * FROM stage_without_contact
        UNION ALL SELECT * FROM identical_notes
        UNION ALL SELECT * FROM burst
        UNION ALL SELECT * FROM recorded_step
        UNION ALL SELECT * FROM contradicted
        UNION ALL SELECT * FROM intent
    ),
    flag AS
    (
        SELECT weighed.*, policy.policy_id AS policy_id, arrayFilter(one -> one.2 <= policy.contradiction_seconds, contradictions).1 AS near
        FROM (SELECT * FROM weighed WHERE flagged_at >= begins AND flagged_at < ends) AS weighed
        ASOF INNER JOIN crm.quality_policy AS policy ON policy.tenant = weighed.tenant AND policy.effective_from <= weighed.flagged_at
        -- Where the policy says nothing of a limit it is 0, and nothing is flagged by it.
        WHERE policy.policy_id != '' AND multiIf(
            reason = 'late reply', measured > policy.reply_seconds,
            reason = 'short notes', measured < policy.shortest_notes,
            reason = 'short call', measured < policy.shortest_call_seconds,
            reason = 'low satisfaction', n >= policy.satisfaction_answers AND measured * 100 < policy.satisfaction_percent * n,
            reason = 'identical notes', policy.identical_notes > 0 AND measured >= policy.identical_notes,
            reason = 'burst at the end of the week', policy.burst_at_least > 0 AND n >= policy.burst_at_least AND measured * 100 >= policy.burst_percent * n,
            reason = 'back-dated', policy.back_dated_seconds > 0 AND measured > policy.back_dated_seconds,
            reason = 'satisfaction contradicted', policy.contradiction_seconds > 0 AND notEmpty(near),
            reason = 'intent contradicted', policy.intent_at_least > 0 AND n >= policy.intent_at_least AND measured * 100 >= policy.intent_percent * n,
            true)
    )
SELECT
    flag.tenant AS tenant,
    concat(flag.reason, '/', flag.evidence_id) AS id,
    if(flag.reason IN ('late reply', 'short notes', 'copied notes', 'short call', 'low satisfaction'), 'perfunctory', 'authenticity') AS kind,
    flag.reason AS reason,
    flag.rep AS rep,
    person.team AS team,
    person.region AS region,
    flag.customer_id AS customer_id,
    flag.lead_id AS lead_id,
    flag.deal_id AS deal_id,
    flag.flagged_at AS flagged_at,
    flag.evidence AS evidence,
    flag.evidence_id AS evidence_id,
    if(flag.reason = 'satisfaction contradicted', concat('by ', arrayStringConcat(arraySort(arrayDistinct(flag.near)), ' and ')), flag.detail) AS detail,
    flag.policy_id AS policy_id
FROM flag
ASOF LEFT JOIN (SELECT tenant, rep_id, valid_from, team, region FROM crm.membership) AS person
    ON person.tenant = flag.tenant AND person.rep_id = flag.rep AND person.valid_from <= flag.flagged_at
SETTINGS join_use_nulls = 0
