-- Open leads are in n. Rates with Wilson's interval of 95 %.
CREATE OR REPLACE VIEW crm.response_bucket_conversion AS
WITH
    -- include: wilson
SELECT
    tenant,
    bucket AS id,
    bucket,
    indexOf(['<1h', '1-4h', '4-24h', '>=24h', 'unanswered'], bucket) AS bucket_no,
    count() AS n,
    countIf(is_won) AS n_won,
    round(n_won / n, 6) AS rate,
    round(wilson_low(n_won, n), 6) AS rate_low,
    round(wilson_high(n_won, n), 6) AS rate_high
FROM
(
    SELECT
        tenant,
        ifNull(toString(r.bucket), 'unanswered') AS bucket,
        (tenant, lead_id) IN (SELECT tenant, lead_id FROM crm.deal WHERE outcome = 'won' AND lead_id != '') AS is_won
    FROM crm.first_response AS r
)
GROUP BY tenant, bucket
COMMENT 'What the speed of the first answer is worth: won leads by response bucket (M1, M7)';
