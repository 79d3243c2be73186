-- Every delivery with the members of its data, each read as docs/events.md says: the one place where SQL reads them.
-- A member that is missing, null or without a reading is an empty text or NULL. Only what is asked for is computed.
CREATE OR REPLACE VIEW crm.event_data AS
WITH
    -- include: read_number
    ,
    -- A day, or a moment in RFC 3339.
    '^[0-9]{4}-[0-9]{2}-[0-9]{2}([Tt]([01][0-9]|2[0-3]):[0-5][0-9](:([0-5][0-9]|60)([.][0-9]+)?)?([Zz]|[+-](0[0-9]|1[0-7]):[0-5][0-9]|[+-]18:00))?$' AS date,
    ['true', 'yes', '1', 'false', 'no', '0'] AS flags,
    CAST([true, true, true, false, false, false] AS Array(Nullable(Bool))) AS truths,
    CAST(NULL AS Nullable(Bool)) AS unknown,
    word -> transform(lower(word), flags, truths, unknown) AS read_flag,
    word -> if(
        match(trimBoth(word), date)
            AND ifNull(toString(toDate32OrNull(substring(trimBoth(word), 1, 10))), '') = substring(trimBoth(word), 1, 10)
            -- A second 60 is a leap second: it ends a day in UTC.
            AND (substring(trimBoth(word), 17, 3) != ':60'
                OR formatDateTime(parseDateTime64BestEffortOrNull(concat(substring(trimBoth(word), 1, 17), '59', substring(trimBoth(word), 20)), 3, 'UTC'), '%H:%i:%S') = '23:59:59'),
        word,
        '') AS read_date
SELECT
    tenant, key, source, id, sequence, type, subject, time, original_time, recordedat, actor, actortype, content_hash, bytes_hash, rank, json,
    of_sales.lead_id AS lead_id,
    of_sales.deal_id AS deal_id,
    of_sales.customer_id AS customer_id,
    of_sales.owner AS owner,
    of_sales.channel AS channel,
    of_sales.direction AS direction,
    read_number(of_sales.duration) AS duration,
    read_flag(of_sales.connected) AS connected,
    of_sales.stage AS stage,
    of_sales.`from` AS `from`,
    of_sales.`to` AS `to`,
    of_sales.reason AS reason,
    of_sales.ground AS ground,
    read_number(of_sales.amount) AS amount,
    of_sales.currency AS currency,
    of_others.campaign AS campaign,
    read_number(of_others.cost) AS cost,
    of_others.intent AS intent,
    of_others.size AS size,
    of_others.industry AS industry,
    of_others.kind AS kind,
    of_others.tier AS tier,
    of_others.`into` AS `into`,
    of_others.outcome AS outcome,
    of_others.notes AS notes,
    of_others.next_step AS next_step,
    read_date(of_others.next_step_at) AS next_step_at,
    read_flag(of_others.script_followed) AS script_followed,
    read_flag(of_others.attachment) AS attachment,
    of_others.survey_id AS survey_id,
    of_others.respondent AS respondent,
    read_number(of_others.score) AS score,
    of_others.dimension AS dimension,
    of_others.wave AS wave,
    read_flag(of_others.key_account) AS key_account,
    of_others.rep_id AS rep_id,
    of_others.team AS team,
    of_others.manager AS manager,
    of_others.region AS region,
    of_others.role AS role,
    of_others.status AS status,
    of_service.ticket_id AS ticket_id,
    of_service.problem_type AS problem_type,
    read_flag(of_service.complex) AS complex,
    of_service.department AS department,
    of_service.improvement_id AS improvement_id,
    read_date(of_service.due_at) AS due_at,
    of_service.proposal_id AS proposal_id,
    of_service.question_id AS question_id,
    read_flag(of_service.fully_meets) AS fully_meets,
    read_number(of_service.`match`) AS `match`,
    of_service.contract_id AS contract_id,
    of_service.`by` AS `by`,
    of_service.order_id AS order_id,
    read_date(of_service.planned_at) AS planned_at,
    read_flag(of_service.alternative) AS alternative,
    of_service.invoice_id AS invoice_id,
    of_service.payment_id AS payment_id,
    of_service.visit_id AS visit_id,
    read_flag(of_service.effective) AS effective,
    of_service.referred AS referred,
    of_service.handover_id AS handover_id,
    of_service.`link` AS `link`,
    of_service.relation AS relation,
    of_service.scope AS scope,
    of_service.`mode` AS `mode`,
    read_number(of_service.baseline) AS baseline,
    of_service.topic AS topic,
    of_service.alert_id AS alert_id,
    of_service.rule AS rule,
    of_service.line AS line,
    of_service.preferred AS preferred,
    read_number(of_service.fields_filled) AS fields_filled,
    read_number(of_service.fields_required) AS fields_required,
    -- Planned dates and dimensions by the names that the sender gave them; empty text clears a name, as null does.
    CAST(arrayMap(m -> (m.1, JSONExtractString(m.2)), JSONExtractKeysAndValuesRaw(json, 'data', 'due')), 'Map(String, String)') AS due,
    CAST(arrayMap(m -> (m.1, JSONExtractString(m.2)), JSONExtractKeysAndValuesRaw(json, 'data', 'dimensions')), 'Map(String, String)') AS dimensions,
    -- Every scalar of the data by its name as text, and those of due and dimensions: due.delivery, dimensions.country.
    CAST(
        arrayConcat(
            arrayMap(
                m -> (m.1, if(startsWith(m.2, '"'), JSONExtractString(m.2), m.2)),
                arrayFilter(m -> NOT match(m.2, '^([{\\[]|null$)'), JSONExtractKeysAndValuesRaw(json, 'data'))),
            arrayMap((name, text) -> (concat('due.', name), text), mapKeys(due), mapValues(due)),
            arrayMap((name, text) -> (concat('dimensions.', name), text), mapKeys(dimensions), mapValues(dimensions))),
        'Map(String, String)') AS members,
    -- The members that are given as null or as empty text: cleared, where a missing one leaves as it was.
    arrayConcat(
        arrayMap(m -> m.1, arrayFilter(m -> m.2 IN ('null', '""'), JSONExtractKeysAndValuesRaw(json, 'data'))),
        arrayMap(name -> concat('due.', name), mapKeys(mapFilter((name, text) -> text = '', due))),
        arrayMap(name -> concat('dimensions.', name), mapKeys(mapFilter((name, text) -> text = '', dimensions)))) AS cleared
FROM crm.event_text
COMMENT 'Every delivery with the members of its data, each in its one reading'
