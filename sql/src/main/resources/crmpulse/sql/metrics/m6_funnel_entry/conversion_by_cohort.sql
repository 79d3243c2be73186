-- Entries count where they entered. Rates with Wilson's interval of 95 % (z = 1.959964, z² = 3.841459).
CREATE OR REPLACE VIEW crm.conversion_by_cohort AS
SELECT
    tenant,
    funnel,
    toStartOfMonth(entered_at) AS cohort_month,
    by.1 AS dimension,
    by.2 AS value,
    step_no,
    step,
    count() AS n,
    countIf(reached_at IS NOT NULL) AS n_reached,
    round(n_reached / n, 6) AS rate,
    round(greatest((n_reached + 1.9207294 - 1.959964 * sqrt(n_reached * (n - n_reached) / n + 0.9603647)) / (n + 3.8414589), 0), 6) AS rate_low,
    round((n_reached + 1.9207294 + 1.959964 * sqrt(n_reached * (n - n_reached) / n + 0.9603647)) / (n + 3.8414589), 6) AS rate_high,
    min(is_mature) AS is_mature
FROM crm.funnel_step
ARRAY JOIN [('all', ''), ('channel', channel), ('owner', owner), ('team', team), ('tier', tier), ('response_bucket', response_bucket)] AS by
GROUP BY tenant, funnel, cohort_month, dimension, value, step_no, step
COMMENT 'Conversion by cohort: of those who entered in a month (UTC), how many reached each step (M6)';
