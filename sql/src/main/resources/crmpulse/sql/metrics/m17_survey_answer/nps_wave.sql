-- Each wave of a survey by channel and value tier, the tiers high, mid and low always, so that one nobody answered for is seen
-- (is_missing). Within a wave the latest answer of a respondent and dimension counts.
CREATE OR REPLACE VIEW crm.nps_wave AS
WITH
    answer AS
    (
        SELECT tenant, wave, channel, stratum, category
        FROM
        (
            SELECT *, if(respondent = '', id, concat(extract(id, '^(.*)/[^/]*$'), ' ', respondent)) AS person
            FROM crm.survey_answer
            WHERE kind = 'nps' AND wave != ''
            ORDER BY started_at DESC, answer_no DESC
            LIMIT 1 BY tenant, wave, channel, person, dimension
        )
        ARRAY JOIN ['all', tier] AS stratum
    ),
    request AS
    (
        SELECT tenant, wave, channel, stratum, ended_at IS NOT NULL AS is_answered
        FROM crm.survey_request
        ARRAY JOIN ['all', tier] AS stratum
        WHERE kind = 'nps' AND wave != ''
    ),
    asked AS
    (
        SELECT DISTINCT tenant, wave, channel, stratum
        FROM
        (
            SELECT DISTINCT tenant, wave, channel FROM answer
            UNION DISTINCT
            SELECT DISTINCT tenant, wave, channel FROM request
        )
        ARRAY JOIN ['all', 'high', 'mid', 'low'] AS stratum
    ),
    counted AS
    (
        SELECT
            tenant, wave, channel, stratum, sum(answers) AS answered, sum(promoter) AS promoters, sum(passive) AS passives,
            sum(detractor) AS detractors, sum(sent) AS n_requests, sum(replied) AS n_answered_requests
        FROM
        (
            SELECT
                tenant, wave, channel, stratum, 1 AS answers, category = 'promoter' AS promoter, category = 'passive' AS passive,
                category = 'detractor' AS detractor, 0 AS sent, 0 AS replied
            FROM answer
            UNION ALL
            SELECT tenant, wave, channel, stratum, 0, 0, 0, 0, 1, is_answered FROM request
            UNION ALL
            SELECT tenant, wave, channel, stratum, 0, 0, 0, 0, 0, 0 FROM asked
        )
        GROUP BY tenant, wave, channel, stratum
    ),
    -- include: adjusted_wald
SELECT
    tenant,
    wave,
    channel,
    stratum AS tier,
    answered AS n,
    greatest(1, smallest_n) AS minimum_n,
    n >= minimum_n AS is_shown,
    n = 0 AS is_missing,
    if(is_shown, round((promoters - detractors) / n * 100, 4), NULL) AS nps,
    if(is_shown, round(wald_low(promoters, detractors, n, nps), 4), NULL) AS nps_low,
    if(is_shown, round(wald_high(promoters, detractors, n, nps), 4), NULL) AS nps_high,
    n_requests,
    n_answered_requests,
    if(n_requests = 0, NULL, round(n_answered_requests / n_requests * 100, 4)) AS response_rate
FROM counted
-- include: smallest_n
COMMENT 'Net promoter score of each wave by channel and value tier, missing tiers flagged (M17)'
