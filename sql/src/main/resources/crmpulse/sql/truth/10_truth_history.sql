-- The history of every root, as the definitions of all metrics read it: without duplicates, in total order.
-- One row per surviving event. Written from the definitions alone; no result of a stream job is read here.
CREATE OR REPLACE VIEW crm.truth_history AS
WITH
    -- What the metrics read of a delivery. The JSON is opened once.
    delivery AS
    (
        SELECT
            tenant, root, source, id, sequence, type, subject, time, original_time, recordedat, actor, actortype, content_hash,
            JSONExtract(json, 'data', 'Tuple(
                lead_id String, deal_id String, customer_id String, owner String,
                channel String, direction String, duration Nullable(Float64), connected Nullable(Bool),
                stage String, `from` String, `to` String, reason String, ground String,
                amount Nullable(Decimal(18, 4)), currency String)') AS data,
            -- Every scalar of the data by its name, for rules that may ask for any of them.
            CAST(
                arrayMap(
                    m -> (m.1, if(startsWith(m.2, '"'), JSONExtractString(m.2), m.2)),
                    arrayFilter(m -> NOT match(m.2, '^([{\\[]|null$)'), JSONExtractKeysAndValuesRaw(json, 'data'))),
                'Map(String, String)') AS members
        FROM crm.event
    ),
    -- Of all deliveries of a root with one source and id one wins: the last recorded, then the larger content hash.
    winner AS
    (
        SELECT *
        FROM delivery
        ORDER BY recordedat DESC NULLS LAST, content_hash DESC, time ASC, sequence ASC, actortype ASC
        LIMIT 1 BY tenant, root, source, id
    ),
    -- Of winners with equal contents the smallest id survives.
    survivor AS
    (
        SELECT *
        FROM winner
        ORDER BY id ASC, source ASC
        LIMIT 1 BY tenant, root, type, subject, original_time, content_hash
    )
SELECT
    tenant,
    root,
    -- The place in the total order of the root, from 1.
    row_number() OVER (PARTITION BY tenant, root ORDER BY time, sequence, source, id) AS position,
    type,
    time,
    actor,
    actortype,
    -- An event names a lead or a deal in its data, else by its subject.
    multiIf(data.lead_id != '', data.lead_id, startsWith(subject, 'lead/'), substring(subject, 6), '') AS lead_id,
    multiIf(data.deal_id != '', data.deal_id, startsWith(subject, 'deal/'), substring(subject, 6), '') AS deal_id,
    data.customer_id AS customer_id,
    data.owner AS owner,
    data.channel AS channel,
    data.direction AS direction,
    data.duration AS duration_seconds,
    data.connected AS connected,
    data.stage AS stage,
    data.`from` AS from_stage,
    data.`to` AS to_stage,
    data.reason AS reason,
    data.ground AS ground,
    data.amount AS amount,
    data.currency AS currency,
    members
FROM survivor
-- Other types are kept and counted, but no metric of a lead or a deal reads them.
WHERE type IN (
    'crm.lead.created', 'crm.lead.assigned', 'crm.lead.assignment_failed', 'crm.lead.behavior', 'crm.lead.tiered',
    'crm.lead.disqualified', 'crm.lead.merged', 'crm.lead.deleted',
    'crm.activity.logged', 'crm.message.received', 'crm.message.sent',
    'crm.deal.created', 'crm.deal.stage_changed', 'crm.deal.won', 'crm.deal.lost', 'crm.deal.reopened',
    'crm.deal.amount_changed', 'crm.deal.owner_changed')
