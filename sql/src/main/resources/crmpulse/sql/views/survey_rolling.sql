-- What counts at the end of each day from (included) to (excluded) of a zone, in windows of 7, 30 and 90 days: answers of the
-- last days that nothing superseded until then. An answer comes into a window on its day and leaves it when the window has
-- passed it or the next answer takes its place, so each day is a sum of what came and went before.
--   SELECT * FROM crm.survey_rolling(from = '2026-01-01', to = '2026-04-01', zone = 'Asia/Shanghai')
CREATE OR REPLACE VIEW crm.survey_rolling AS
WITH
    featured AS
    (
        SELECT
            tenant, kind, feature.1 AS breakdown, feature.2 AS value, feature.3 AS taken_over_at, category, score,
            toDate(started_at, {zone:String}) AS came_on
        FROM crm.survey_answer
        ARRAY JOIN arrayConcat(
            [
                ('all', '', superseded_at), ('channel', channel, channel_superseded_at), ('dimension', dimension, superseded_at),
                ('tier', tier, superseded_at), ('key_account', if(key_account = 1, 'yes', 'no'), superseded_at),
                ('owner', owner, superseded_at), ('team', team, superseded_at), ('region', region, superseded_at)],
            arrayMap(
                (name, text) -> (CAST(concat('dimensions.', name) AS String), text, superseded_at),
                mapKeys(dimensions), mapValues(dimensions))) AS feature
        WHERE toDate(started_at, {zone:String}) < {to:Date}
    ),
    stay AS
    (
        SELECT
            tenant, kind, breakdown, value, category, score, came_on, window_days,
            least(came_on + window_days, ifNull(toDate(taken_over_at, {zone:String}), toDate('2149-01-01'))) AS leaves_on
        FROM featured
        ARRAY JOIN [7, 30, 90] AS window_days
        WHERE leaves_on > came_on AND leaves_on > {from:Date}
    ),
    change AS
    (
        SELECT
            tenant, kind, breakdown, value, window_days, greatest(move.1, {from:Date}) AS day,
            sum(move.2) AS answers,
            sumIf(move.2, category = 'promoter') AS promoter,
            sumIf(move.2, category = 'passive') AS passive,
            sumIf(move.2, category = 'detractor') AS detractor,
            sumIf(move.2, category = 'satisfied') AS satisfied,
            sumIf(move.2, kind = 'csat' AND score = 5) AS top
        FROM stay
        ARRAY JOIN [(came_on, 1), (leaves_on, -1)] AS move
        WHERE move.1 < {to:Date}
        GROUP BY tenant, kind, breakdown, value, window_days, day
    ),
    -- Every day has its row, also one on which nothing came or went.
    calendar_day AS
    (
        SELECT tenant, kind, breakdown, value, window_days, day, 0 AS answers, 0 AS promoter, 0 AS passive, 0 AS detractor, 0 AS satisfied, 0 AS top
        FROM (SELECT DISTINCT tenant, kind, breakdown, value, window_days FROM change)
        ARRAY JOIN arrayMap(offset -> {from:Date} + offset, range(toUInt32(greatest(dateDiff('day', {from:Date}, {to:Date}), 0)))) AS day
    ),
    daily AS
    (
        SELECT
            tenant, kind, breakdown, value, window_days, day, sum(answers) AS answers, sum(promoter) AS promoter, sum(passive) AS passive,
            sum(detractor) AS detractor, sum(satisfied) AS satisfied, sum(top) AS top
        FROM (SELECT * FROM change UNION ALL SELECT * FROM calendar_day)
        GROUP BY tenant, kind, breakdown, value, window_days, day
    )
SELECT
    tenant,
    kind,
    breakdown,
    value,
    window_days,
    day,
    sum(answers) OVER upto AS n,
    sum(promoter) OVER upto AS promoters,
    sum(passive) OVER upto AS passives,
    sum(detractor) OVER upto AS detractors,
    sum(satisfied) OVER upto AS satisfied_answers,
    sum(top) OVER upto AS top_answers
FROM daily
WINDOW upto AS (PARTITION BY tenant, kind, breakdown, value, window_days ORDER BY day ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
COMMENT 'Answers that count at the end of each day in windows of 7, 30 and 90 days, by kind and feature. Parameters: from (first day), to (day after the last), zone (of the days). SELECT * FROM crm.survey_rolling(from = ''2026-01-01'', to = ''2026-04-01'', zone = ''Asia/Shanghai'')'
