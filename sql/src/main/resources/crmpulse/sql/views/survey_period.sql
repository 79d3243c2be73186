-- What counts in the days from (included) to (excluded) of a zone, by kind and feature: the latest answer of each respondent
-- and dimension (what was asked about), for channels and waves within the channel or wave; and the requests sent in these days.
-- The tenant's own dimensions are breakdowns by their names: dimensions.country.
--   SELECT * FROM crm.survey_period(from = '2026-01-01', to = '2026-04-01', zone = 'Asia/Shanghai')
CREATE OR REPLACE VIEW crm.survey_period AS
WITH
    answer AS
    (
        SELECT tenant, kind, feature.1 AS breakdown, feature.2 AS value, category, score
        FROM
        (
            SELECT
                *,
                -- Who is not known is nobody else.
                if(respondent = '', id, concat(extract(id, '^(.*)/[^/]*$'), ' ', respondent)) AS person
            FROM crm.survey_answer
            WHERE toDate(started_at, {zone:String}) >= {from:Date} AND toDate(started_at, {zone:String}) < {to:Date}
        )
        -- The third part names the series within which an answer is the latest one.
        ARRAY JOIN arrayConcat(
            [
                ('all', '', ''), ('channel', channel, channel), ('wave', wave, wave), ('dimension', dimension, ''), ('tier', tier, ''),
                ('key_account', if(key_account = 1, 'yes', 'no'), ''), ('owner', owner, ''), ('team', team, ''), ('region', region, '')],
            arrayMap((name, text) -> (CAST(concat('dimensions.', name) AS String), text, ''), mapKeys(dimensions), mapValues(dimensions))) AS feature
        ORDER BY started_at DESC, answer_no DESC
        LIMIT 1 BY tenant, kind, feature.1, feature.3, person, dimension
    ),
    request AS
    (
        SELECT tenant, kind, feature.1 AS breakdown, feature.2 AS value, ended_at IS NOT NULL AS is_answered
        FROM crm.survey_request
        ARRAY JOIN arrayConcat(
            [
                ('all', ''), ('channel', channel), ('wave', wave), ('tier', tier), ('key_account', if(key_account = 1, 'yes', 'no')),
                ('owner', owner), ('team', team), ('region', region)],
            arrayMap((name, text) -> (CAST(concat('dimensions.', name) AS String), text), mapKeys(dimensions), mapValues(dimensions))) AS feature
        WHERE toDate(started_at, {zone:String}) >= {from:Date} AND toDate(started_at, {zone:String}) < {to:Date}
    )
SELECT
    tenant,
    kind,
    breakdown,
    value,
    sum(answers) AS n,
    sum(promoter) AS promoters,
    sum(passive) AS passives,
    sum(detractor) AS detractors,
    sum(satisfied) AS satisfied_answers,
    sum(top) AS top_answers,
    sum(requests) AS n_requests,
    sum(answered) AS n_answered_requests
FROM
(
    SELECT
        tenant, kind, breakdown, value, 1 AS answers, category = 'promoter' AS promoter, category = 'passive' AS passive,
        category = 'detractor' AS detractor, category = 'satisfied' AS satisfied, kind = 'csat' AND score = 5 AS top,
        0 AS requests, 0 AS answered
    FROM answer
    UNION ALL
    SELECT tenant, kind, breakdown, value, 0, 0, 0, 0, 0, 0, 1, is_answered
    FROM request
)
GROUP BY tenant, kind, breakdown, value
COMMENT 'Answers that count and requests sent in a period, by kind and feature. Parameters: from (first day), to (day after the last), zone (of the days). SELECT * FROM crm.survey_period(from = ''2026-01-01'', to = ''2026-04-01'', zone = ''Asia/Shanghai'')'
