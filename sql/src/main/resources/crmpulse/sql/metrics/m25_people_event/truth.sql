-- M25 goals and what people were given, recomputed from the raw events: one row per event of a person or team. The key is the person where one
-- is named, else the subject.
CREATE OR REPLACE VIEW crm.truth_m25 AS
WITH
    delivery AS
    (
        SELECT *, if(event_data.rep_id != '', concat('rep/', event_data.rep_id), subject) AS history
        FROM crm.event_data
        WHERE type IN (
            'crm.target.set', 'crm.recognition.given', 'crm.training.completed', 'crm.promotion.given', 'crm.score.adjusted',
            'crm.sanction.given', 'crm.suggestion.adopted')
    ),
    -- include: history
SELECT
    tenant,
    concat(
        if(owner != '', 'rep/', 'team/'), replaceAll(replaceAll(concat(owner, team_id), '%', '%25'), '/', '%2F'), '/',
        toString(event_no)) AS id,
    if(startsWith(history, 'rep/'), substring(history, 5), '') AS owner,
    if(startsWith(history, 'team/'), substring(history, 6), '') AS team_id,
    toUInt32(row_number() OVER (PARTITION BY tenant, history ORDER BY time, sequence, rank, source, survivor.id)) AS event_no,
    transform(
        CAST(type AS String),
        ['crm.target.set', 'crm.recognition.given', 'crm.training.completed', 'crm.promotion.given', 'crm.score.adjusted', 'crm.sanction.given', 'crm.suggestion.adopted'],
        ['target', 'recognition', 'training', 'promotion', 'adjustment', 'sanction', 'suggestion'],
        '') AS kind,
    if(kind IN ('promotion', 'adjustment'), '', survivor.kind) AS detail,
    if(kind IN ('recognition', 'training', 'sanction', 'suggestion'), survivor.status, '') AS status,
    if(kind IN ('target', 'promotion'), '', survivor.reason) AS reason,
    if(kind IN ('target', 'adjustment'), survivor.scope, '') AS scope,
    multiIf(kind != 'target', '', survivor.mode = '', 'absolute', survivor.mode) AS mode,
    if(kind = 'target', survivor.baseline, NULL) AS baseline,
    if(kind = 'target', survivor.amount, NULL) AS amount,
    if(kind = 'target', survivor.currency, '') AS currency,
    if(kind = 'target', due_at, '') AS due,
    if(kind = 'promotion', survivor.`from`, '') AS from_grade,
    if(kind = 'promotion', survivor.`to`, '') AS to_grade,
    if(kind = 'adjustment', score, NULL) AS points,
    actor AS given_by,
    time AS started_at
FROM survivor
WHERE match(history, '^(rep|team)/.')
COMMENT 'Goals and what people were given, recomputed from the raw events: one row per event of a person or team (M25)'
