-- The share of won leads of a bucket less that of all other leads: as it is, and among leads of the same channel, tier and hour of arrival.
-- The latter weighs the differences of the strata as Mantel and Haenszel do, and leaves out strata in which all leads are of one bucket. It is
-- no proof of a cause: who answers fast may differ in what no column says.
--   SELECT * FROM crm.response_effect(from = '2026-01-01', to = '2026-04-01', zone = 'Asia/Shanghai', window_days = 30) ORDER BY bucket_no
CREATE OR REPLACE VIEW crm.response_effect AS
WITH
    lead AS
    (
        -- include: lead_conversion
    ),
    stratum AS
    (
        SELECT
            tenant,
            one AS bucket,
            channel,
            tier,
            hour,
            toFloat64(countIf(lead.bucket = one)) AS n_one,
            toFloat64(countIf(lead.bucket = one AND is_won)) AS won_one,
            toFloat64(countIf(lead.bucket != one)) AS n_rest,
            toFloat64(countIf(lead.bucket != one AND is_won)) AS won_rest,
            if(n_one > 0 AND n_rest > 0, n_one * n_rest / (n_one + n_rest), 0) AS weight,
            if(weight > 0, won_one / n_one - won_rest / n_rest, 0) AS stratum_difference,
            if(weight > 0, won_one * (n_one - won_one) / pow(n_one, 3) + won_rest * (n_rest - won_rest) / pow(n_rest, 3), 0) AS stratum_variance
        FROM lead
        ARRAY JOIN ['<1h', '1-4h', '4-24h', '>=24h', 'unanswered'] AS one
        WHERE is_mature
        GROUP BY tenant, bucket, channel, tier, hour
    ),
    sum(stratum.weight) AS all_weight,
    sum(stratum.weight * stratum_difference) / all_weight AS adjusted,
    1.959964 * sqrt(sum(pow(stratum.weight, 2) * stratum_variance)) / all_weight AS half_width
SELECT
    tenant,
    bucket,
    indexOf(['<1h', '1-4h', '4-24h', '>=24h', 'unanswered'], bucket) AS bucket_no,
    {zone:String} AS zone,
    toUInt64(sum(n_one)) AS n,
    toUInt64(sum(n_rest)) AS n_others,
    if(n = 0 OR n_others = 0, NULL, round(sum(won_one) / n - sum(won_rest) / n_others, 6)) AS difference,
    countIf(stratum.weight > 0) AS n_strata,
    if(n_strata = 0, NULL, round(adjusted, 6)) AS adjusted_difference,
    if(n_strata = 0, NULL, round(adjusted - half_width, 6)) AS adjusted_low,
    if(n_strata = 0, NULL, round(adjusted + half_width, 6)) AS adjusted_high,
    'arrival of the lead' AS dated_by
FROM stratum
GROUP BY tenant, bucket
HAVING n > 0
SETTINGS join_use_nulls = 0
COMMENT 'What a fast first response is worth: the share of won leads of a bucket less that of the others, as it is and among leads of the same channel, tier and hour, with its interval of 95 % (M1, M7). Parameters: from (first day of the arrivals), to (day after the last), zone (of the days and hours), window_days (in which a lead counts as won). SELECT * FROM crm.response_effect(from = ''2026-01-01'', to = ''2026-04-01'', zone = ''Asia/Shanghai'', window_days = 30)'
