-- Each flag names the row that it rests on: the view in evidence, the id in evidence_id. What is weighed by person and period is flagged at
-- its end. Shares of fewer cases than the policy asks for are no flag.
CREATE OR REPLACE VIEW crm.quality_flag AS
WITH
    now AS (SELECT max(horizon) AS as_of FROM crm.progress),
    policy AS (SELECT * FROM crm.quality_policy),
    zoned AS (SELECT tenant, argMax(zone, effective_from) AS zone FROM crm.tenant_profile GROUP BY tenant),
    -- A reply that came late, or is still missing.
    late_reply AS
    (
        SELECT
            wait.tenant AS tenant, 'perfunctory' AS kind, 'late reply' AS reason, if(wait.owner != '', wait.owner, wait.responder) AS rep,
            wait.customer_id AS customer_id, wait.lead_id AS lead_id, wait.deal_id AS deal_id, wait.started_at AS flagged_at,
            'next_response' AS evidence, wait.id AS evidence_id,
            concat('waited ', toString(round(ifNull(wait.calendar_seconds, wait.open_seconds) / 3600, 1)), ' h', if(wait.ended_at IS NULL, ' so far', '')) AS detail,
            policy.policy_id AS policy_id
        FROM (SELECT * FROM crm.next_response WHERE cancelled_at IS NULL) AS wait
        ASOF INNER JOIN policy ON policy.tenant = wait.tenant AND policy.effective_from <= wait.started_at
        WHERE policy.policy_id != '' AND ifNull(wait.calendar_seconds, wait.open_seconds) > policy.reply_seconds
    ),
    contact AS
    (
        SELECT
            *,
            lagInFrame(notes_fingerprint) OVER
                (PARTITION BY tenant, rep, if(customer_id != '', customer_id, lead_id), notes_length > 0 ORDER BY started_at, id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS fingerprint_before
        FROM
        (
            SELECT
                tenant, id, started_at, actor AS rep, customer_id, lead_id, deal_id, channel, connected, duration_seconds, notes_length, notes_fingerprint,
                recording_delay_seconds
            FROM crm_store.activity FINAL
            WHERE is_follow_up = 1
        )
    ),
    -- What a contact shows by itself, or beside the one before it.
    contact_flag AS
    (
        SELECT
            contact.tenant, flags.1, flags.2, rep, customer_id, lead_id, deal_id, started_at, 'activity', contact.id, flags.3, policy.policy_id
        FROM contact
        ASOF INNER JOIN policy ON policy.tenant = contact.tenant AND policy.effective_from <= contact.started_at
        ARRAY JOIN arrayFilter(
            flagged -> flagged.3 != '',
            [
                ('perfunctory', 'short notes',
                    if(notes_length > 0 AND notes_length < policy.shortest_notes, concat(toString(notes_length), if(notes_length = 1, ' character', ' characters')), '')),
                ('perfunctory', 'copied notes',
                    if(notes_length > 0 AND notes_fingerprint = fingerprint_before AND policy.policy_id != '', 'the notes of the contact before', '')),
                ('perfunctory', 'short call',
                    if(channel = 'call' AND connected = 'yes' AND ifNull(toFloat64(duration_seconds) < policy.shortest_call_seconds, false),
                        concat(toString(assumeNotNull(duration_seconds)), ' s'), '')),
                ('authenticity', 'back-dated',
                    if(policy.back_dated_seconds > 0 AND ifNull(toFloat64(recording_delay_seconds) > policy.back_dated_seconds, false),
                        concat('recorded ', toString(round(toFloat64(assumeNotNull(recording_delay_seconds)) / 86400, 1)), ' d later'), ''))
            ]) AS flags
    ),
    low_satisfaction AS
    (
        SELECT
            answered.tenant, 'perfunctory', 'low satisfaction', answered.owner, '', '', '', answered.last_at, 'survey_answer', answered.worst,
            concat(toString(answered.satisfied), ' of ', toString(answered.n), ' satisfied in ', formatDateTime(answered.month, '%Y-%m')), policy.policy_id
        FROM
        (
            SELECT
                answer.tenant AS tenant, owner, toStartOfMonth(toDate(substring(toString(started_at, zone), 1, 10))) AS month, count() AS n,
                countIf(category = 'satisfied') AS satisfied, max(started_at) AS last_at, argMin(id, (score, started_at, id)) AS worst
            FROM (SELECT * FROM crm_store.survey_answer FINAL WHERE kind = 'csat' AND owner != '') AS answer
            INNER JOIN zoned ON zoned.tenant = answer.tenant
            GROUP BY tenant, owner, month
        ) AS answered
        ASOF INNER JOIN policy ON policy.tenant = answered.tenant AND policy.effective_from <= answered.last_at
        WHERE policy.policy_id != '' AND answered.n >= policy.satisfaction_answers AND answered.satisfied * 100 < policy.satisfaction_percent * answered.n
    ),
    stage_without_contact AS
    (
        SELECT
            tenant, 'authenticity', 'stage without contact', owner, customer_id, lead_id, deal_id, moved_at, 'stage_visit', id,
            concat(stage, ' to ', next_stage), policy_id
        FROM crm.stage_evidence
        WHERE has_contact = 0 AND policy_id != ''
    ),
    identical_notes AS
    (
        SELECT
            same.tenant, 'authenticity', 'identical notes', same.rep, same.customer, '', '', same.last_at, 'activity', same.last_id,
            concat('for ', toString(same.customers), ' customers'), policy.policy_id
        FROM
        (
            SELECT
                tenant, rep, uniqExact(if(customer_id != '', customer_id, lead_id)) AS customers, max(started_at) AS last_at, argMax(id, (started_at, id)) AS last_id,
                argMax(customer_id, (started_at, id)) AS customer
            FROM contact
            WHERE notes_length > 0
            GROUP BY tenant, rep, notes_fingerprint
        ) AS same
        ASOF INNER JOIN policy ON policy.tenant = same.tenant AND policy.effective_from <= same.last_at
        WHERE policy.identical_notes > 0 AND same.customers >= policy.identical_notes
    ),
    -- Weeks that are over, wherever the tenant is; without its first one, which may have begun with its last day.
    burst AS
    (
        SELECT
            weekly.tenant, 'authenticity', 'burst at the end of the week', weekly.rep, '', '', '', weekly.last_at, 'activity', weekly.last_id,
            concat(toString(weekly.on_last_day), ' of ', toString(weekly.n), ' contacts on ', toString(weekly.last_day)), policy.policy_id
        FROM
        (
            SELECT
                daily.tenant AS tenant, rep, week, sum(contacts) AS n, max(day) AS last_day, argMax(contacts, day) AS on_last_day, max(daily.last_at) AS last_at,
                argMax(daily.last_id, day) AS last_id, min(first_week) AS began
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
            GROUP BY tenant, rep, week
        ) AS weekly
        ASOF INNER JOIN policy ON policy.tenant = weekly.tenant AND policy.effective_from <= weekly.last_at
        CROSS JOIN now
        WHERE policy.burst_at_least > 0 AND weekly.n >= policy.burst_at_least AND weekly.on_last_day * 100 >= policy.burst_percent * weekly.n
            AND weekly.week > weekly.began AND toDateTime64(weekly.week + 8, 3, 'UTC') <= now.as_of
    ),
    -- Steps of deals that were entered long after the day that they are dated.
    recorded AS
    (
        -- The lead and the customer as the deal knows them: a merged lead is the one that stays.
        SELECT
            step.tenant AS tenant, step.rep AS rep, deal.customer_id AS customer_id, deal.lead_id AS lead_id, step.deal AS deal_id, step.at AS started_at,
            concat(step.source, '/', step.id) AS id, dateDiff('second', step.at, assumeNotNull(step.recorded)) AS delay_seconds
        FROM
        (
            WITH (recordedat, bytes_hash) AS delivered
            SELECT
                tenant, source, id, argMax(actor, delivered) AS rep, argMax(if(deal_id != '', deal_id, substring(subject, 6)), delivered) AS deal,
                argMax(time, delivered) AS at, max(recordedat) AS recorded
            FROM crm.event_data
            WHERE type IN ('crm.deal.created', 'crm.deal.stage_changed', 'crm.deal.won', 'crm.deal.lost') AND actortype = 'human' AND recordedat IS NOT NULL
            GROUP BY tenant, source, id
        ) AS step
        INNER JOIN
        (
            SELECT tenant, deal_id, any(lead_id) AS lead_id, any(customer_id) AS customer_id
            FROM crm_store.deal FINAL
            GROUP BY tenant, deal_id
        ) AS deal ON deal.tenant = step.tenant AND deal.deal_id = step.deal
    ),
    back_dated AS
    (
        SELECT
            recorded.tenant, 'authenticity', 'back-dated', rep, customer_id, lead_id, deal_id, started_at, 'event', recorded.id,
            concat('recorded ', toString(round(delay_seconds / 86400, 1)), ' d later'), policy.policy_id
        FROM recorded
        ASOF INNER JOIN policy ON policy.tenant = recorded.tenant AND policy.effective_from <= recorded.started_at
        WHERE policy.back_dated_seconds > 0 AND delay_seconds > policy.back_dated_seconds
    ),
    praise AS
    (
        SELECT answer.*, policy.policy_id AS policy_id, policy.contradiction_seconds AS near_seconds
        FROM (SELECT * FROM crm_store.survey_answer FINAL WHERE channel = 'self-reported' AND category IN ('promoter', 'satisfied') AND customer_id != '') AS answer
        ASOF INNER JOIN policy ON policy.tenant = answer.tenant AND policy.effective_from <= answer.started_at
        WHERE policy.contradiction_seconds > 0
    ),
    blame AS
    (
        SELECT tenant, customer_id, started_at AS at, 'a complaint' AS what, '' AS survey_kind
        FROM crm_store.ticket FINAL
        WHERE lowerUTF8(trimBoth(kind)) = 'complaint' AND customer_id != ''
        UNION ALL
        SELECT tenant, customer_id, started_at, 'a third-party survey', CAST(kind AS String)
        FROM crm_store.survey_answer FINAL
        WHERE channel = 'third-party' AND category IN ('detractor', 'dissatisfied') AND customer_id != ''
    ),
    contradicted AS
    (
        SELECT
            praise.tenant, 'authenticity', 'satisfaction contradicted', any(praise.owner), any(praise.customer_id), '', any(praise.deal_id), any(praise.started_at),
            'survey_answer', praise.id, concat('by ', arrayStringConcat(arraySort(groupUniqArray(what)), ' and ')), any(praise.policy_id)
        FROM praise
        INNER JOIN blame ON blame.tenant = praise.tenant AND blame.customer_id = praise.customer_id
        WHERE blame.survey_kind IN ('', CAST(praise.kind AS String)) AND abs(dateDiff('second', praise.started_at, blame.at)) <= praise.near_seconds
        GROUP BY praise.tenant, praise.id
    ),
    -- Leads to which a person gave the grade A, and what became of them: a merged lead has become the one that stays, and its own end is none.
    graded AS
    (
        SELECT tenant, substring(history, 6) AS lead, argMax(actor, time) AS rep, argMax(source, time) AS grade_source, argMax(id, time) AS grade_id
        FROM crm.engagement_delivery
        WHERE type = 'crm.lead.tiered' AND actortype = 'human' AND tier = 'A' AND startsWith(history, 'lead/')
        GROUP BY tenant, lead
    ),
    closed AS
    (
        SELECT tenant, lead, max(ended) AS ended_at, max(was_won) AS is_won
        FROM
        (
            SELECT tenant, if(lead_id != '', lead_id, substring(subject, 6)) AS lead, time AS ended, 0 AS was_won
            FROM crm.event_data WHERE type = 'crm.lead.disqualified'
            UNION ALL
            SELECT tenant, lead_id, assumeNotNull(ended_at), outcome = 'won'
            FROM crm_store.deal FINAL WHERE lead_id != '' AND ended_at IS NOT NULL AND outcome IN ('won', 'lost')
        )
        GROUP BY tenant, lead
    ),
    intent AS
    (
        SELECT
            monthly.tenant, 'authenticity', 'intent contradicted', monthly.rep, '', monthly.last_lead, '', monthly.last_at, 'event', monthly.last_id,
            concat(toString(monthly.lost), ' of ', toString(monthly.n), ' leads of grade A lost'), policy.policy_id
        FROM
        (
            SELECT
                graded.tenant AS tenant, graded.rep AS rep, toStartOfMonth(toDate(substring(toString(closed.ended_at, zone), 1, 10))) AS month, count() AS n,
                countIf(closed.is_won = 0) AS lost, max(closed.ended_at) AS last_at,
                argMax(concat(grade_source, '/', grade_id), (closed.ended_at, grade_id)) AS last_id, argMax(graded.lead, (closed.ended_at, grade_id)) AS last_lead
            FROM graded
            INNER JOIN closed ON closed.tenant = graded.tenant AND closed.lead = graded.lead
            INNER JOIN zoned ON zoned.tenant = graded.tenant
            GROUP BY tenant, rep, month
        ) AS monthly
        ASOF INNER JOIN policy ON policy.tenant = monthly.tenant AND policy.effective_from <= monthly.last_at
        WHERE policy.intent_at_least > 0 AND monthly.n >= policy.intent_at_least AND monthly.lost * 100 >= policy.intent_percent * monthly.n
    ),
    flag AS
    (
        SELECT * FROM late_reply
        UNION ALL SELECT * FROM contact_flag
        UNION ALL SELECT * FROM low_satisfaction
        UNION ALL SELECT * FROM stage_without_contact
        UNION ALL SELECT * FROM identical_notes
        UNION ALL SELECT * FROM burst
        UNION ALL SELECT * FROM back_dated
        UNION ALL SELECT * FROM contradicted
        UNION ALL SELECT * FROM intent
    )
SELECT
    flag.tenant AS tenant,
    concat(flag.reason, '/', flag.evidence_id) AS id,
    flag.kind AS kind,
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
    flag.detail AS detail,
    flag.policy_id AS policy_id
FROM flag
ASOF LEFT JOIN (SELECT tenant, rep_id, valid_from, team, region FROM crm.membership) AS person
    ON person.tenant = flag.tenant AND person.rep_id = flag.rep AND person.valid_from <= flag.flagged_at
SETTINGS join_use_nulls = 0
COMMENT 'What is perfunctory or makes doubt about follow-ups, each with its reason and the row that it rests on (M13, M14)'
