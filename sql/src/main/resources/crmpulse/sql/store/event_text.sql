-- Every delivery with the members of its data as plain texts: what crm.event_data reads, and views that need no more of it, for a view that names a hundred
-- columns takes ClickHouse as long to read as some queries take.
CREATE OR REPLACE VIEW crm.event_text AS
SELECT
    tenant, key, source, id, sequence, type, subject, time, original_time, recordedat, actor, actortype, content_hash, bytes_hash, rank, json,
    -- Three tuples, for most questions need one of them: the JSON is opened once for each.
    JSONExtract(json, 'data', 'Tuple(
        lead_id String, deal_id String, customer_id String, owner String, channel String, direction String,
        duration String, connected String, stage String, `from` String, `to` String, reason String,
        ground String, amount String, currency String)') AS of_sales,
    JSONExtract(json, 'data', 'Tuple(
        campaign String, cost String, intent String, size String, industry String, kind String, tier String,
        `into` String, outcome String, notes String, next_step String, next_step_at String, script_followed String,
        attachment String, survey_id String, respondent String, score String, dimension String, wave String,
        key_account String, rep_id String, team String, manager String, region String, role String, status String)') AS of_others,
    JSONExtract(json, 'data', 'Tuple(
        ticket_id String, problem_type String, complex String, department String, improvement_id String, due_at String, proposal_id String, question_id String,
        fully_meets String, `match` String, contract_id String, `by` String, order_id String, planned_at String, alternative String, invoice_id String,
        payment_id String, visit_id String, effective String, referred String, handover_id String, `link` String, relation String, scope String,
        `mode` String, baseline String, topic String, alert_id String, rule String, line String, preferred String, fields_filled String,
        fields_required String)') AS of_service
FROM crm.event
COMMENT 'Every delivery with the members of its data as texts, in three tuples'
